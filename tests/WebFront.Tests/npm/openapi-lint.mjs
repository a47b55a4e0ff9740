import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { main } from '../../Gateways.Tests/npm/io.mjs';

const here = import.meta.dirname;

// Redocly's linter, with every rule that it recommends, warnings included; it checks the examples against their schemas.
await main(async (document) => {
  const folder = await mkdtemp(path.join(tmpdir(), 'mindbot-openapi-'));
  try {
    const file = path.join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const cli = path.join(here, 'node_modules', '@redocly', 'cli', 'bin', 'cli.js');
    const output = await new Promise((done) => {
      execFile(process.execPath, [cli, 'lint', file, '--format=json', '--max-problems=1000', `--config=${path.join(here, 'redocly.yaml')}`],
        { env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }, maxBuffer: 1 << 26 },
        (_, stdout, stderr) => done({ stdout, stderr }));
    });
    const at = output.stdout.indexOf('{');
    if (at < 0) throw new Error(output.stdout + output.stderr);
    return JSON.parse(output.stdout.slice(at)).problems
      .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location.map((where) => where.pointer).join(' ')}`);
  } finally {
    await rm(folder, { recursive: true });
  }
});
