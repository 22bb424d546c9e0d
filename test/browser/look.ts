/**
 * Looks at whatever the page shows for faults of a kind. Each function runs in the page, by itself, and returns a line for
 * each fault.
 */

/** Before colours are forced: marks what shows something by a painted surface alone, such as a bar. */
export function markPainted(): void {
  const paint = (element: Element | null): string => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/, 0\)$/.test(backgroundColor)) return backgroundColor;
    }
    return '';
  };
  const speaks = 'img, svg, canvas, input, select, textarea';
  for (const element of document.querySelectorAll('body *')) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility() || element.matches(speaks)) continue;
    const { width, height } = element.getBoundingClientRect();
    if (width * height < 6 || element.textContent.trim() !== '' || element.querySelector(speaks) !== null) continue;
    const isPainted = paint(element) !== paint(element.parentElement);
    if (isPainted || getComputedStyle(element).backgroundImage !== 'none') element.setAttribute('data-painted', '');
  }
}

/** With forced colours: what was painted and shows nothing now. */
export function vanished(): string[] {
  const paint = (element: Element | null): string => {
    for (let at = element; at !== null; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (!/, 0\)$/.test(backgroundColor)) return backgroundColor;
    }
    return '';
  };
  const gone: string[] = [];
  for (const element of document.querySelectorAll('[data-painted]')) {
    element.removeAttribute('data-painted');
    const style = getComputedStyle(element);
    const under = paint(element.parentElement);
    const isFramed = (['Top', 'Right', 'Bottom', 'Left'] as const).some((side) => {
      const [wide, kind, colour] = [
        style[`border${side}Width`],
        style[`border${side}Style`],
        style[`border${side}Color`],
      ];
      return Number.parseFloat(wide) > 0 && kind !== 'none' && colour !== under;
    });
    const isSeen = isFramed || paint(element) !== under || style.backgroundImage !== 'none';
    if (!isSeen && style.outlineStyle === 'none') gone.push(`${element.tagName} ${element.className} vanishes`);
  }
  return gone;
}

/** With forced colours: what is chosen and looks like what is not, or cannot be read. */
export function untold(): string[] {
  const looks = ['backgroundColor', 'color', 'borderTopColor', 'borderBottomColor', 'borderBottomWidth'] as const;
  const states = '[aria-pressed=true], [aria-current]:not([aria-current=false]), [aria-selected=true]';
  const faults: string[] = [];
  for (const chosen of document.querySelectorAll(states)) {
    if (!chosen.checkVisibility()) continue;
    const name = `${chosen.tagName} “${(chosen.textContent ?? '').trim().slice(0, 40)}”`;
    const style = getComputedStyle(chosen);
    const luminance = (colour: string): number => {
      const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
      return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
    };
    const isPlain = /, 0\)$/.test(style.backgroundColor);
    if (!isPlain && Math.abs(luminance(style.color) - luminance(style.backgroundColor)) < 0.4) {
      faults.push(`${name} cannot be read`);
    }
    const others = chosen.parentElement?.parentElement?.querySelectorAll(chosen.tagName) ?? [];
    const other = [...others].find((one) => one.checkVisibility() && !one.matches(states));
    if (other === undefined) continue;
    const plain = getComputedStyle(other);
    if (looks.every((look) => style[look] === plain[look])) faults.push(`${name} looks like what is not chosen`);
  }
  return faults;
}

/** Text that its element cuts off, or that runs out of a button or heading. What ends in an ellipsis says that there is more. */
export function cutText(): string[] {
  const tight = 'button, label, a, h1, h2, h3, th, td';
  return (
    [...document.querySelectorAll('body *')]
      .filter((element) => element instanceof HTMLElement && element.checkVisibility() && element.clientWidth > 1)
      .filter((element) => !element.matches('select, input, textarea') && element.closest('.unseen') === null)
      // The sheet of a small screen is folded on purpose: a touch unfolds it.
      .filter((element) => !element.matches('.column:not(.up)'))
      .filter((element) => {
        const { overflowX, overflowY, textOverflow, display } = getComputedStyle(element);
        const isWider = element.scrollWidth > element.clientWidth + 2;
        const hides = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        const isCut = isWider && (hides(overflowX) || (overflowX === 'visible' && element.matches(tight)));
        const isLow = element.scrollHeight > element.clientHeight + 2 && hides(overflowY);
        return display !== 'inline' && textOverflow !== 'ellipsis' && (isCut || isLow);
      })
      .map((element) => {
        const sizes = `${element.scrollWidth} × ${element.scrollHeight} in ${element.clientWidth} × ${element.clientHeight}`;
        return `${element.tagName} ${element.className}: ${sizes} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
      })
  );
}

/** That the page is wider than the screen. */
export function wideText(): string[] {
  const more = document.documentElement.scrollWidth - innerWidth;
  return more > 0 ? [`the page is ${more} pixels wider than the screen`] : [];
}

/** What paper does not show: boxes that have to be scrolled, what lies outside, what is fixed over the rest. */
export function cutOnPaper(): string[] {
  return [...document.querySelectorAll('body *')]
    .filter((element) => element instanceof HTMLElement && element.checkVisibility() && element.clientWidth > 1)
    .filter((element) => !element.matches('select, input, textarea') && element.closest('.unseen') === null)
    .flatMap((element) => {
      const { overflowX, overflowY, position, textOverflow } = getComputedStyle(element);
      const name = `${element.tagName} ${element.className} “${(element.textContent ?? '').trim().slice(0, 40)}”`;
      const faults: string[] = [];
      const isLong = textOverflow !== 'ellipsis' && element.textContent?.trim() !== '';
      if (isLong && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 12) {
        faults.push(`cut across: ${name}`);
      }
      if (isLong && overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 12) {
        faults.push(`cut below: ${name}`);
      }
      if (position === 'fixed') faults.push(`over the rest: ${name}`);
      const { left, right } = element.getBoundingClientRect();
      if (element.children.length === 0 && left < innerWidth && right > innerWidth + 2) faults.push(`outside: ${name}`);
      return faults;
    });
}
