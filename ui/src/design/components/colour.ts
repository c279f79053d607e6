/** Colours of the theme for what draws on a canvas and knows no tokens. */

/** The colour of a token as it is here: the theme's side of it, and whatever else the element overrides. */
export function colourOf(element: Element, token: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${token})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
