/**
 * What V8 is told before a simulation on the command line. A run calls a hundred small methods for every person and day.
 * With room to put more of them into their callers V8 makes code of a fifth fewer instructions from the same program.
 * Node 20 to 26 know both flags; one that does not says so and goes on.
 */
export const V8_FLAGS = ['--max-inlined-bytecode-size=1000', '--max-inlined-bytecode-size-cumulative=8000'];
