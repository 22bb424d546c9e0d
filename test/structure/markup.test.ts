import { describe, expect, test } from 'vitest';
import { markupFaults } from './markup-rules.ts';
import { filesBelow, textOf } from './sources.ts';

const files = ['viz', 'sim/model', 'sim/runner', 'sim/kernel'].flatMap((folder) =>
  filesBelow(folder, '.ts', '.svelte', '.css', '.html'),
);

describe('the page', () => {
  test('has sources of every kind to look at', () => {
    for (const ending of ['.ts', '.svelte', '.css', '.html']) {
      expect(files.filter((file) => file.startsWith('viz/') && file.endsWith(ending)).length).toBeGreaterThan(0);
    }
  });

  test('turns no data into markup or program, and loads nothing from elsewhere', () => {
    expect(files.flatMap((file) => markupFaults(file, textOf(file)).map((fault) => `${file}: ${fault}`))).toEqual([]);
  });
});

describe('what is looked for', () => {
  test.each([
    ['a.svelte', '<p>{@html title}</p>', '{@html}'],
    ['a.svelte', '<div bind:innerHTML={title} contenteditable></div>', 'innerHTML'],
    ['a.svelte', '<script lang="ts">let a: string = x; p.innerHTML = a;</script>', 'innerHTML'],
    ['a.svelte', '<p>{eval(title)}</p>', 'eval'],
    ['a.svelte', '<p>{new Function(title)()}</p>', 'Function'],
    ['a.svelte', '<svelte:element this={title} />', 'svelte:element'],
    ['a.svelte', '<iframe title="x" src="./a"></iframe>', '<iframe>'],
    ['a.svelte', '<svelte:head><script src="./a.js"></script></svelte:head>', '<script>'],
    ['a.svelte', '<p onclick="alert(1)">x</p>', 'inline onclick'],
    ['a.svelte', '<p style="color: red">x</p>', 'inline style'],
    ['a.svelte', '<a href="javascript:alert(1)">x</a>', 'the address javascript:alert(1)'],
    [
      'a.svelte',
      '<img alt="" src="https://example.org/x.png" />',
      'something from elsewhere: https://example.org/x.png',
    ],
    ['a.svelte', '<p>{`//cdn.example.org/${x}`}</p>', 'something from elsewhere: //cdn.example.org/'],
    ['a.ts', 'p.outerHTML = title;', 'outerHTML'],
    ['a.ts', "p['innerHTML'] = title;", 'innerHTML'],
    ['a.ts', 'p.insertAdjacentHTML(a, title);', 'insertAdjacentHTML'],
    ['a.ts', 'document.write(title);', 'document.write'],
    ['a.ts', 'new DOMParser().parseFromString(title, a);', 'DOMParser'],
    ['a.ts', 'Function(title)();', 'Function'],
    ['a.ts', "await fetch('https://example.org/a');", 'something from elsewhere: https://example.org/a'],
    ['a.ts', 'await fetch(`http://example.org/${x}`);', 'something from elsewhere: http://example.org/'],
    ['a.css', '@import "https://example.org/a.css";', 'something from elsewhere: https://example.org/a.css'],
    ['a.css', 'p { background: url(//example.org/a) }', 'something from elsewhere: //example.org/a'],
    ['a.html', '<script>alert(1)</script>', 'inline <script'],
    [
      'a.html',
      '<script src="https://example.org/a.js"></script>',
      'something from elsewhere: https://example.org/a.js',
    ],
  ])('in %s: %s', (file, text, fault) => {
    expect(markupFaults(file, text)).toContain(fault);
  });

  test.each([
    [
      'a.svelte',
      '<script lang="ts">const f: Function = g; let a = 1;</script><p title={a} onclick={f}>{a} innerHTML</p>',
    ],
    ['a.svelte', '<p style:width={w}>x</p><svg xmlns="http://www.w3.org/2000/svg"></svg>'],
    [
      'a.ts',
      "// p.innerHTML = 'https://example.org';\np.textContent = title; stream.write(a); const u = new URL('./a.ts', b);",
    ],
    ['a.css', 'p { background: url(./a.png) }'],
    ['a.html', '<script type="module" src="./main.ts"></script><link rel="icon" href="./icon.svg" />'],
  ])('and nothing else in %s: %s', (file, text) => {
    expect(markupFaults(file, text)).toEqual([]);
  });
});
