// The program between Terraform and a delivery command: it runs the command, and masks the secret in what the command prints.
// It travels as text inside `cdk.tf.json`, so that the output folder needs nothing else where it is deployed.

/**
 * `node -e <this> -- <variable> <interpreter…> <command>`. The secret comes in the environment variable; the exit code is the
 * command's, or 128 and the signal's number as a shell has it. A secret split over several writes is masked too: what could
 * be its beginning is held back until the next write tells. What the command leaves running in the background may print
 * for one more second.
 *
 * Written without comments, double quotes, backslashes and template literals, and joined to one line: then neither JSON nor
 * HCL changes a character of it.
 */
export const MASKING_WRAPPER = `
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { Transform } = require('node:stream');

const [, variable, interpreter, ...parameters] = process.argv;
const secret = Buffer.from(process.env[variable] ?? '').toString('latin1');
const LONGEST_HARMLESS_PART = 7;
const LAST_WORDS_MS = 1000;

const masked = () => {
  let held = '';
  return new Transform({
    transform(chunk, _encoding, done) {
      const text = (held + chunk.toString('latin1')).split(secret).join('***');
      let end = Math.max(0, text.length - secret.length + 1);
      while (!secret.startsWith(text.slice(end))) end += 1;
      held = text.slice(end);
      done(null, Buffer.from(text.slice(0, end), 'latin1'));
    },
    flush(done) {
      done(null, held.length > LONGEST_HARMLESS_PART ? '***' : held);
    },
  });
};

const run = () => {
  const child = spawn(interpreter, parameters, { stdio: ['inherit', 'pipe', 'pipe'] });
  child.stdout.pipe(masked()).pipe(process.stdout);
  child.stderr.pipe(masked()).pipe(process.stderr);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', ({ code }) => console.error('Cannot run ' + interpreter + ': ' + code));
  child.on('exit', () => {
    setTimeout(() => [child.stdout, child.stderr].forEach((stream) => stream.destroy()), LAST_WORDS_MS).unref();
  });
  child.on('close', (code, signal) => {
    process.exitCode = code === null ? 128 + constants.signals[signal] : code < 0 ? 127 : code;
  });
};

if (secret === '') {
  console.error('Cannot deliver token: ' + variable + ' is empty, expected the secret');
  process.exitCode = 1;
} else {
  run();
}
`
  .trim()
  .replace(/\s*\n\s*/g, " ");
