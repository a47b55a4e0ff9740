import { readFile } from 'node:fs/promises';

// docs/api-guide.md, by its sections.
const text = await readFile(new URL('../../../docs/api-guide.md', import.meta.url), 'utf8');

/** Every block of this language, with the heading that it is under. */
export function blocks(language) {
  return text.split(/^(?=#{2,3} )/m).flatMap((section) => {
    const heading = /^#+ (.*)$/m.exec(section)?.[1];
    return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].filter(([, of]) => of === language).map(([, , code]) => ({ heading, code }));
  });
}

/** The one block of this language under a heading. */
export function block(heading, language) {
  const found = blocks(language).filter((one) => one.heading === heading);
  if (found.length !== 1) throw new Error(`The guide has ${found.length} ${language} blocks under "${heading}".`);
  return found[0].code;
}
