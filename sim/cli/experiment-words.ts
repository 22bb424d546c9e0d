/** The report of an experiment, to be read in a terminal. */
import { formatValue } from '../runner/experiment/analysis.ts';
import { CERTAINTY_WORDS } from '../runner/experiment/certainty.ts';
import type { Analysis } from '../runner/node/experiment-report.ts';
import { formatDifference, formatEstimate, formatNumber, table } from './table.ts';
import { counted } from '../runner/counted.ts';

const ROWS_MAX = 200;

/** The findings as a table: its heads, and a row a finding. */
export function findingRows({ findings, experiment }: Analysis): { head: string[]; rows: string[][] } {
  const factors = experiment.read.factors.map(({ set }) => set);
  const rows = findings.map((finding) => [
    finding.cell.scenario,
    ...factors.map((set) => formatValue(finding.cell.factors[set])),
    finding.measure,
    formatNumber(finding.baseline),
    ...formatEstimate(finding.difference, finding.halfWidth, formatDifference),
    `${finding.agree}/${finding.seeds}`,
    CERTAINTY_WORDS[finding.certainty].en,
    finding.unit,
  ]);
  const head = ['scenario', ...factors, 'measure', 'baseline', 'difference', '95%', 'agree', 'certainty', 'unit'];
  return { head, rows };
}

export function experimentText(analysis: Analysis): string {
  const { findings, sensitivity, warmUps, fits, missing, failures, experiment } = analysis;
  const { factors } = experiment.read;
  const { head, rows: all } = findingRows(analysis);
  const rows = all.slice(0, ROWS_MAX);
  const at = factors.length;
  const parts = [table(head, rows, [at + 2, at + 3, at + 4, at + 5])];
  if (findings.length > ROWS_MAX) parts.push(`${findings.length - ROWS_MAX} more in findings.csv\n`);
  for (const { scenario, measure, morris, sobol } of sensitivity) {
    const lines = morris
      ? morris.map((one) => [one.factor, ...formatEstimate(one.muStar, one.muStarHalfWidth), formatNumber(one.sigma)])
      : sobol!.map((one) => [
          one.factor,
          formatNumber(one.first),
          formatNumber(one.total),
          `${one.totalInterval.map(formatNumber).join(' to ')}`,
        ]);
    const heading = morris ? ['factor', 'mu*', '95%', 'sigma'] : ['factor', 'first', 'total', '95% of total'];
    parts.push(`\n${scenario}: what the difference in ${measure} hangs on\n${table(heading, lines, [1, 2, 3])}`);
  }
  const settling = warmUps.filter(({ suggested }) => suggested !== 0);
  if (settling.length > 0) {
    const lines = settling.map(({ scenario, measure, suggested, days }) => [
      scenario,
      measure,
      suggested === undefined
        ? `too short to tell (${counted(days.length, 'day')})`
        : `${suggested} of ${counted(days.length, 'day')}`,
    ]);
    parts.push(
      `\nwarm-up that would be left out without the policy (report.html draws it)\n${table(['scenario', 'measure', ''], lines)}`,
    );
  }
  if (fits.length > 0) {
    const lines = fits.map(({ cell, measure, world, days, bias, rmse, inside }) => [
      `${cell.scenario}${cell.point === 0 ? '' : `, point ${cell.point}`}`,
      measure,
      world,
      String(days.length),
      Number.isNaN(bias) ? '' : `${bias >= 0 ? '+' : ''}${(100 * bias).toFixed(1)}%`,
      formatNumber(rmse),
      `${inside} of ${days.length}`,
    ]);
    const heading = ['scenario', 'measure', 'world', 'days', 'off by', 'root mean square', 'within the seeds'];
    parts.push(`\nbeside what was observed (report.html draws it)\n${table(heading, lines, [3, 4, 5])}`);
  }
  if (missing > 0) {
    parts.push(
      `\n${counted(missing, 'run is', 'runs are')} missing${failures.length > 0 ? `, ${failures.length} of them failed` : ''}\n`,
    );
  }
  return parts.join('');
}
