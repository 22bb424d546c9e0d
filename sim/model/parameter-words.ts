/** What stands in Chinese beside a table of parameters, or of figures of a city: its own file, so that whoever computes need not load it. */

/** The `ZH` of a file `parameters.zh.ts`; whoever shows parameters finds it by its name. */
export interface ParameterWords {
  /** Names by id; that of a family, `group.key`, stands for all of its members, which are named by what they are of. */
  readonly names: Readonly<Record<string, string>>;
  /** Members of families that neither a sector nor a word of the service names. */
  readonly members?: Readonly<Record<string, string>>;
  /** Names of figures of a city, by their ids. */
  readonly figures?: Readonly<Record<string, string>>;
  /** Units that no table before it has. */
  readonly units?: Readonly<Record<string, string>>;
  /** Sources of parameters, and of figures where a city's file leaves them out, by their English text, beside `assumed` alone. */
  readonly sources?: Readonly<Record<string, string>>;
}
