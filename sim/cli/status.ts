/** Exit statuses, as --help tells them. */
export const STATUS = {
  fine: 0,
  fault: 1,
  badInput: 2,
  /** The system refused something: a disk that is full, a file that may not be written. */
  refused: 4,
  interrupted: 130,
  /** Whoever read the output has read enough: as of a program that SIGPIPE ends. */
  unread: 141,
  terminated: 143,
} as const;
