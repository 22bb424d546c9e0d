import { program } from '../runner/program.ts';

/** What identifies the model in a store of worlds: its behaviour, and its code beside, for what shows in no reference run. */
export function modelId(): string {
  const { model, code } = program();
  return `${model} ${code}`;
}
