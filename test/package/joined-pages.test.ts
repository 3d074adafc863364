import { JoinedPages } from './joined-pages';

const markdownOf = (...lines: string[]) => `${lines.join('\n')}\n`;

test('each line of each page is found where it was', () => {
  const pages = [
    { path: 'README.md', markdown: markdownOf('# One', '', 'one') },
    { path: 'docs/two.md', markdown: markdownOf('# Two', 'two') },
    { path: 'docs/three.md', markdown: '# Three' },
  ];
  const joined = new JoinedPages(pages);
  const lines = joined.markdown.split('\n');
  const positions = ['# One', 'one', '# Two', 'two', '# Three'].map((text) => joined.positionOf(lines.indexOf(text) + 1));

  expect(positions).toEqual(['README.md:1', 'README.md:3', 'docs/two.md:1', 'docs/two.md:2', 'docs/three.md:1']);
  expect(() => joined.positionOf(100)).toThrow('The pages have no line 100.');
});
