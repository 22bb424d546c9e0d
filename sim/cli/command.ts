/** What a command is. A new one is a file in commands/ and a line in commands.ts. */

/** Where a command's words go, and what may stop it. */
export interface Host {
  /** The result, for people or programs. */
  readonly print: (text: string) => void;
  /** Waits until what was printed has gone out, so that more than whoever reads it can take does not pile up. */
  readonly printed: () => Promise<void>;
  /** What is said beside the result. */
  readonly warn: (text: string) => void;
  /** How far it is: a line that is drawn over on a terminal, and a line now and then in a log. '' when it is done. */
  readonly progress: (text: string) => void;
  /** Characters in a line of the terminal; undefined where the result goes elsewhere. */
  readonly columns: number | undefined;
  readonly signal: AbortSignal;
}

export interface Option {
  /** Name of the value in the usage; an option without one is a switch. */
  readonly value?: string;
  readonly about: string;
  /** Whether it may be given again; its values are then parted by line feeds. */
  readonly several?: boolean;
}

export interface Args {
  readonly operands: readonly string[];
  /** Values of the options given; a switch has ''. */
  readonly options: ReadonlyMap<string, string>;
}

export interface Command {
  readonly name: string;
  /** One line. */
  readonly about: string;
  /** What is to be known beside the options, for --help. */
  readonly details?: string;
  readonly operands: readonly string[];
  /** What any number of further operands are; none may follow where it is left out. */
  readonly further?: string;
  readonly options: Readonly<Record<string, Option>>;
  /**
   * Does it and returns the exit status.
   * @throws BadInput for what the user gave; Interrupted when called off; what the system says where it refuses something;
   *   anything else is a fault of ours
   */
  readonly run: (args: Args, host: Host) => Promise<number> | number;
}
