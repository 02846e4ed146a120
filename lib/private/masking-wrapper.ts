// The program between Terraform and a delivery command: it runs the command, and masks the secret in what the command prints.
// It travels as text inside `cdk.tf.json`, so that the output folder needs nothing else where it is deployed.

/** What becomes of the command's output: shown with the secret masked, or dropped. */
export type OutputMode = "masked" | "never";

/**
 * `node -e <this> -- <variable> <mode> <interpreter…> <command>`. The secret comes in the environment variable; the exit code
 * is the command's, or 128 and the signal's number as a shell has it.
 *
 * Masked are the secret itself and its usual encodings: base64 wherever it begins in the encoded text, base64url, hex,
 * percent, escaped for JSON or a shell; each also when it is broken over lines or over several writes. What could be the
 * beginning of one is held back until the next write shows whether it is. What the command leaves running in the background
 * may print for one more second.
 *
 * Written without comments, double quotes, backslashes and template literals, and joined to one line: then neither JSON nor
 * HCL changes a character of it.
 */
export const MASKING_WRAPPER = `
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { Transform } = require('node:stream');

const [, variable, mode, interpreter, ...parameters] = process.argv;
const secret = process.env[variable] ?? '';
const bytes = Buffer.from(secret);
const LONGEST_HARMLESS_PART = 7;
const OUTPUT_GRACE_MS = 1000;
const [TAB, LF, CR, QUOTE, BACKSLASH] = [9, 10, 13, 34, 92].map((code) => String.fromCharCode(code));
const APOSTROPHE = String.fromCharCode(39);

const replaced = (text, from, to) => text.split(from).join(to);
const escaped = (isSafe, escape) => Array.from(secret, (c) => (isSafe.test(c) ? c : escape(c))).join('');
const percent = (c) => Buffer.from(c).toString('hex').toUpperCase().replace(/../g, '%$&');
const unicode = (c) => c.split('').map((unit) => BACKSLASH + 'u' + unit.charCodeAt(0).toString(16).padStart(4, '0')).join('');
const lowerPercent = (text) => text.replace(/%../g, (code) => code.toLowerCase());

const base64 = (skipped) => {
  const shifted = Buffer.concat([Buffer.alloc(skipped), bytes]);
  const text = replaced(shifted.toString('base64'), '=', '').slice(skipped === 0 ? 0 : skipped + 1);
  return shifted.length % 3 === 0 ? [text] : [text, text.slice(0, -1)];
};

const percentForms = [encodeURIComponent(secret), escaped(/[A-Za-z0-9._-]/, percent), escaped(/(?!)/, percent)];
percentForms.push(replaced(percentForms[0], '%20', '+'));
const jsonText = JSON.stringify(secret).slice(1, -1);
const textForms = [
  secret,
  ...percentForms,
  ...percentForms.map(lowerPercent),
  jsonText,
  replaced(jsonText, '/', BACKSLASH + '/'),
  escaped(/[^<>&]/, unicode),
  escaped(/[A-Za-z0-9]/, unicode),
  escaped(/[A-Za-z0-9_@%+=:,./-]/, (c) => BACKSLASH + c),
  replaced(secret, APOSTROPHE, APOSTROPHE + BACKSLASH + APOSTROPHE + APOSTROPHE),
  replaced(secret, APOSTROPHE, APOSTROPHE + QUOTE + APOSTROPHE + QUOTE + APOSTROPHE),
];
const base64Forms = [0, 1, 2].flatMap(base64);
const byteForms = [
  ...base64Forms,
  ...base64Forms.map((form) => replaced(replaced(form, '+', '-'), '/', '_')),
  bytes.toString('hex'),
  bytes.toString('hex').toUpperCase(),
];

const isLineBreak = (c) => c === LF || c === CR;

const placesOutsideBreaks = (text) => {
  const places = [];
  let isIndent = false;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at];
    const next = text[at + 1];
    if (isLineBreak(c)) isIndent = true;
    else if (c === BACKSLASH && (next === 'n' || next === 'r')) [isIndent, at] = [true, at + 1];
    else if (c === BACKSLASH && (next === undefined || isLineBreak(next))) continue;
    else if (!isIndent || (c !== ' ' && c !== TAB)) {
      isIndent = false;
      places.push(at);
    }
  }
  return places;
};

const textAt = (places, text) => places.map((at) => text[at]).join('');
const inBytes = (text) => Buffer.from(text).toString('latin1');
const forms = [...new Set([...textForms, ...byteForms].map((form) => textAt(placesOutsideBreaks(inBytes(form)), inBytes(form))))]
  .filter((form) => form.length > LONGEST_HARMLESS_PART || form === inBytes(secret))
  .sort((one, other) => other.length - one.length);

const firstForm = (text, from) =>
  forms.reduce((first, form) => {
    const at = text.indexOf(form, from);
    return at >= 0 && (first === undefined || at < first.at) ? { at, end: at + form.length } : first;
  }, undefined);

const beginningOfForm = (text, from) => {
  let at = Math.max(from, text.length - forms[0].length + 1);
  while (at < text.length && !forms.some((form) => form.startsWith(text.slice(at)))) at += 1;
  return at;
};

const masked = () => {
  let held = '';
  return new Transform({
    transform(chunk, _encoding, done) {
      const text = held + chunk.toString('latin1');
      const places = placesOutsideBreaks(text);
      const flat = textAt(places, text);
      let [shown, from, end] = ['', 0, 0];
      for (let found = firstForm(flat, 0); found !== undefined; found = firstForm(flat, end)) {
        shown += text.slice(from, places[found.at]) + '***';
        end = found.end;
        from = places[end - 1] + 1;
      }
      const cut = places[beginningOfForm(flat, end)] ?? text.length;
      held = text.slice(cut);
      done(null, Buffer.from(shown + text.slice(from, cut), 'latin1'));
    },
    flush(done) {
      done(null, Buffer.from(held.length > LONGEST_HARMLESS_PART ? '***' : held, 'latin1'));
    },
  });
};

const run = () => {
  const output = mode === 'never' ? 'ignore' : 'pipe';
  const child = spawn(interpreter, parameters, { stdio: ['inherit', output, output] });
  const pipes = [[child.stdout, process.stdout], [child.stderr, process.stderr]]
    .filter(([from]) => from !== null)
    .map(([from, to]) => ({ from, mask: from.pipe(masked()), to }));
  pipes.forEach(({ mask, to }) => mask.pipe(to));
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', ({ code }) => console.error('Cannot run ' + interpreter + ': ' + code));
  child.on('exit', () => {
    setTimeout(() => pipes.forEach(({ from, mask }) => from.unpipe(mask).destroy() && mask.end()), OUTPUT_GRACE_MS).unref();
  });
  child.on('close', (code, signal) => {
    process.exitCode = code === null ? 128 + constants.signals[signal] : code < 0 ? 127 : code;
    if (mode === 'never' && code !== 0) {
      console.error('The command failed with exit code ' + process.exitCode + '. Its output is withheld: showOutput is never.');
    }
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
