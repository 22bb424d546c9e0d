/** What `npm run docs` makes pages of: every export of the library says what it is. */
import ts from 'typescript';
import { expect, test } from 'vitest';
import { ROOT } from '../structure/sources.ts';

test('every export of the library has a docstring', () => {
  const entry = `${ROOT}/sim/runner/api.ts`;
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.json`, ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [entry] }, ts.sys, ROOT);
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry)!)!;
  const exported = checker.getExportsOfModule(module);
  const names = exported.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['readScenario', 'simulate', 'FileMistakes', 'Scenario']));
  const bare = exported.filter((symbol) => {
    const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return own.getDocumentationComment(checker).length === 0;
  });
  expect(bare.map(({ name }) => name)).toEqual([]);
});
