/** What of a screen is shown, and what it needs for that. */
import type { Guess } from './bets.ts';
import type { Part, Screen, Story } from './story-file.ts';

/** The key under which the guess of a bet is kept: of the story, its screen, and which of its bets. */
export function guessKey(story: Story, screen: number, part: number): string {
  return `${story.name} ${screen} ${part}`;
}

/** The parts of a screen up to the first bet that has not been made: what stands below it is the answer. */
export function shownParts(screen: Screen, guessOf: (part: number) => Guess | undefined): readonly Part[] {
  const open = screen.parts.findIndex((part, at) => part.kind === 'bet' && guessOf(at) === undefined);
  return open < 0 ? screen.parts : screen.parts.slice(0, open + 1);
}

/** The scenarios whose results a screen shows. */
export function scenariosOf(screen: Screen): readonly string[] {
  const names = screen.parts.flatMap((part) => {
    switch (part.kind) {
      case 'figures':
        return part.scenarios;
      case 'chart':
      case 'bars':
      case 'parts':
        return [part.scenario];
      case 'bet':
        return part.of === 'queue' ? [] : [part.figure.scenario];
      default:
        return [];
    }
  });
  return [...new Set(names)];
}
