/** Content of an element, with what XML reserves escaped. */
export function escaped(content: string): string {
  return content.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

export function text(x: number, y: number, className: string, content: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return `<text x="${x}" y="${y}" class="${className}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(content)}</text>`;
}

/** A box with rounded corners. */
export function box(x: number, y: number, width: number, height: number, className: string): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" class="${className}"/>`;
}

/** A straight arrow; `className` `flow` or `watch`. */
export function arrow(fromX: number, fromY: number, toX: number, toY: number, className: 'flow' | 'watch'): string {
  return `<path d="M${fromX} ${fromY}L${toX} ${toY}" class="${className}" marker-end="url(#${className}-head)"/>`;
}

/** The mark of what the platform's key encrypts: a small key in a disc, its centre at x, y. */
export function keyMark(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})"><circle r="12" class="mark"/>`
    + '<path d="M-1.5 0a3.2 3.2 0 1 1-.01-.1M-1.5 0H7M4 0v3M7 0v3" class="mark-key"/></g>';
}
