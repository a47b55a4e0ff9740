import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import { main } from '../../Gateways.Tests/npm/io.mjs';

const here = import.meta.dirname;

// Makes types from the document, compiles a small program that uses them as tsc --strict would, and runs it.
await main(async ({ document, baseUrl }) => {
  // In here, where the program finds its packages.
  const folder = await mkdtemp(path.join(here, 'node_modules', '.mindbot-'));
  try {
    await writeFile(path.join(folder, 'package.json'), '{"type":"module"}');
    await writeFile(path.join(folder, 'api.d.ts'), astToString(await openapiTS(document)));
    const program = path.join(folder, 'story.ts');
    await copyFile(path.join(here, 'openapi-client-story.ts'), program);
    const compiled = ts.createProgram([program], {
      strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, skipLibCheck: true, types: [],
      target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], outDir: folder,
      module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    });
    const emitted = compiled.emit();
    const errors = [...ts.getPreEmitDiagnostics(compiled), ...emitted.diagnostics].map((diagnostic) => {
      const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start).line;
      return `${path.basename(diagnostic.file?.fileName ?? '')}:${line + 1} ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
    });
    const { story } = errors.length > 0 ? {} : await import(pathToFileURL(path.join(folder, 'story.js')));
    return { errors, told: await story?.(baseUrl) };
  } finally {
    await rm(folder, { recursive: true });
  }
});
