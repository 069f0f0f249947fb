// Runs against a real service, which tests/Detector.Client.Tests starts and names in the environment.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DetectorClient, DetectorError } from '../detector.mjs';

const env = process.env;
const skip = env.DETECTOR_URL ? false : "DETECTOR_URL is not set: 'dotnet test --project tests/Detector.Client.Tests' runs this suite against a service of its own.";
const client = (url = env.DETECTOR_URL, options = {}) => new DetectorClient(url, { retries: 20, firstPause: 50, longestPause: 1000, ...options });
const url = (number) => `https://wetherbydownpost.example/2025/05/pool-${number}/`;

const report = [
  'The outdoor pool will open on Saturday after all, three weeks late and with a crack in the shallow end that the engineer calls ugly but sound.',
  'Swimmers had given up on May. The caretaker, who slept beside the pump for a week, filled it twice, and twice it was gone by breakfast.',
  'A plumber from Harrowgate found the leak with a bottle of blue dye and a good deal of patience, and asked to be paid in season tickets.',
  'The council had set aside money for a new lining, which will now go to the changing rooms, where the roof has let in rain since the storm.',
  'Children under six swim free on the first day; everybody else pays four pounds and is asked to bring a towel of their own.',
  'If the weather holds, the band of the fire brigade plays at noon, and the mayor has promised to jump in with his chain on.',
];

function html(number) {
  const said = report.map((paragraph) => `<p>${paragraph}</p>`).join('');
  return `<!DOCTYPE html><html><head><title>Pool number ${number} will open on Saturday - Wetherby Down Post</title></head><body><h1>Pool number ${number} will open on Saturday</h1><p>By Hester Quill</p>${said}</body></html>`;
}

const page = (number) => ({ id: `page ${number}`, url: url(number), html: html(number) });
const ids = (count) => Array.from({ length: count }, (_, i) => `page ${i + 1}`);

function* pages(count) {
  for (let number = 1; number <= count; number++) yield page(number);
}

async function all(answers) {
  const taken = [];
  for await (const answer of answers) taken.push(answer);
  return taken;
}

function samples() {
  return readFileSync(env.DETECTOR_VERDICTS, 'utf8').trim().split('\n').map((said) => {
    const { id, ...verdict } = JSON.parse(said);
    const name = path.basename(id);
    return { name, verdict, page: { id: name, url: verdict.url, html: readFileSync(path.join(env.DETECTOR_SAMPLES, name)), contentType: name.endsWith('.txt') ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8' } };
  });
}

test('a page is judged as the command line judges it', { skip }, async () => {
  for (const sample of samples()) {
    const { id, ...verdict } = await client().score(sample.page);
    assert.equal(id, sample.name);
    assert.deepEqual(verdict, sample.verdict, sample.name);
  }
});

test('characters and text are judged too, and the time comes back', { skip }, async () => {
  const fetched = new Date('2026-03-01T12:00:00Z');
  const characters = await client().score({ html: html(1), url: url(1), fetched }, { reasons: 1 });
  const raw = await client().score({ html: Buffer.from(html(1)), url: url(1), fetched, contentType: 'text/html', status: 200 }, { reasons: 1 });
  assert.deepEqual({ ...raw, fetched: 0 }, { ...characters, fetched: 0 });
  assert.equal(Date.parse(raw.fetched), Date.parse(characters.fetched));
  assert.equal(raw.reasons.length, 1);
  assert.equal((await client().score({ text: 'Too short.' })).unjudged, 'too-short');
  assert.ok('margin' in await client().score(page(1), { detail: 'full' }));
});

test('a refusal says what is wrong', { skip }, async () => {
  await assert.rejects(client().score({ id: 'large', html: 'x'.repeat(2_000_000) }), { name: 'DetectorError', status: 413, code: 'too-large', id: 'large' });
  await assert.rejects(client().score(page(1), { detail: 'everything' }), { status: 400, code: 'bad-parameter' });
  await assert.rejects(client().score({ url: url(1) }), TypeError);
  assert.throws(() => new DetectorClient('ftp://127.0.0.1'), TypeError);
});

test('a caller over its rate waits as long as it is told', { skip }, async () => {
  const hasty = client(env.DETECTOR_KEYED_URL, { key: env.DETECTOR_KEY, retries: 0 });
  await assert.rejects(async () => { for (const one of pages(60)) await hasty.score(one); }, (refused) => refused.status === 429 && refused.code === 'rate-limit' && refused.retryAfter >= 1000);
  assert.equal((await client(env.DETECTOR_KEYED_URL, { key: env.DETECTOR_KEY }).score(page(1))).kind, 'ordinary');
});

test('an unknown key is refused at once', { skip }, async () => {
  const unknown = client(env.DETECTOR_KEYED_URL, { key: 'det_0' });
  await assert.rejects(unknown.score(page(1)), { status: 401, code: 'key-needed' });
  await assert.rejects(all(unknown.scoreBatch(pages(2))), { status: 401, code: 'key-needed' });
});

test('a service that is not there is told', { skip }, async () => {
  const nobody = new DetectorClient('http://127.0.0.1:9', { retries: 1, firstPause: 10 });
  await assert.rejects(nobody.score(page(1)), { code: 'ECONNREFUSED' });
  await assert.rejects(all(nobody.scoreBatch(pages(1))), { code: 'ECONNREFUSED' });
});

test('what judges can be asked', { skip }, async () => {
  const model = await client().model();
  assert.equal((await client().version()).model, model.id);
  assert.equal((await client().signals()).filter((signal) => signal.weighed).length, model.signals.length);
  assert.equal((await client().ready()).status, 'ready');
});

test('articles are filed, found and taken out', { skip }, async () => {
  const asked = client(env.DETECTOR_INDEX_URL);
  const added = await asked.addArticles([{ ...page(90002), fetched: '2025-01-01T00:00:00Z' }, { id: 'short', url: 'https://short.example/', text: 'Too short.' }]);
  assert.deepEqual([added.added, added.left, added.reasons[0].id], [1, 1, 'short']);
  const copy = { id: 'copy', url: 'https://quillvault.example/a/1', html: html(90002) };
  assert.deepEqual((await asked.lookup(copy)).pages.map((found) => found.address), [url(90002)]);
  assert.deepEqual((await all(asked.scoreBatch([copy]))).map((answer) => answer.neighbours.id), ['copy']);
  await asked.removeArticles([url(90002)]);
  assert.deepEqual((await asked.lookup(copy)).pages, []);
});

test('a batch is answered in order, and every page by its own id', { skip }, async () => {
  const known = samples();
  const sent = [...known.map((sample) => sample.page), { id: known[0].name, text: 'Too short.' }, { html: html(1) }];
  const answers = await all(client().scoreBatch(sent));
  assert.deepEqual(answers.map((answer) => answer.id), [...known.map((sample) => sample.name), known[0].name, `line:${sent.length}`]);
  known.forEach((sample, i) => assert.deepEqual({ ...answers[i], id: undefined }, { ...sample.verdict, id: undefined }, sample.name));
});

test('answers come while the next page is not there yet', { skip }, async () => {
  let open;
  let turn = Promise.resolve();
  async function* crawl() {
    for (const one of pages(5)) {
      await turn;
      turn = new Promise((resolve) => { open = resolve; });
      yield one;
    }
  }
  const seen = [];
  for await (const answer of client().scoreBatch(crawl())) {
    seen.push(answer.id);
    open();
  }
  assert.deepEqual(seen, ids(5));
});

test('a caller that reads slowly is not read from, and nothing is stuck', { skip }, async () => {
  let taken = 0;
  let given = 0;
  let ahead = 0;
  function* crawl() {
    for (const one of pages(300)) {
      taken++;
      ahead = Math.max(ahead, taken - given);
      yield { ...one, html: `${one.html}<!--${'x'.repeat(20_000)}-->` };
    }
  }
  for await (const answer of client(env.DETECTOR_URL, { pagesUnderWay: 24 }).scoreBatch(crawl(), { detail: 'full' })) {
    assert.equal(answer.id, `page ${++given}`);
    if (given % 100 === 0) await sleep(200);
  }
  assert.equal(given, 300);
  assert.ok(ahead <= 24 + 2, `${ahead} pages were taken ahead.`);
});

test('broken connections cost no answer and double none', { skip }, async () => {
  const asked = client(env.DETECTOR_FLAKY_URL);
  assert.deepEqual((await all(asked.scoreBatch(pages(300)))).map((answer) => answer.id), ids(300));
  const ready = await all(asked.scoreBatch(pages(100), { order: 'ready' }));
  assert.deepEqual(ready.map((answer) => answer.id).sort(), ids(100).sort());
  assert.ok(ready.every((answer) => answer.url === url(Number(answer.id.slice(5)))));
});

test('pages that fail to come are told after the answers to those before', { skip }, async () => {
  function* crawl() {
    yield* pages(10);
    throw new Error('The crawl fell over.');
  }
  let seen = 0;
  await assert.rejects(async () => { for await (const _ of client().scoreBatch(crawl())) seen++; }, /The crawl fell over/);
  assert.equal(seen, 10);
});

test('a caller may leave or cancel in the middle', { skip }, async () => {
  let closed = false;
  function* crawl() {
    try { yield* pages(100_000); } finally { closed = true; }
  }
  for await (const answer of client().scoreBatch(crawl())) if (answer.id === 'page 50') break;
  assert.ok(closed, 'The pages that were not taken are closed.');
  const stop = new AbortController();
  await assert.rejects(async () => { for await (const answer of client().scoreBatch(pages(100_000), { signal: stop.signal })) if (answer.id === 'page 50') stop.abort(); }, { name: 'AbortError' });
});

test('an archive is answered record by record', { skip }, async () => {
  const id = (number) => `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  const record = (number) => {
    const block = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${html(number)}<!--${'x'.repeat(10_000)}-->`);
    const head = `WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <${id(number)}>\r\nWARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Target-URI: ${url(number)}\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: ${block.length}\r\n\r\n`;
    return gzipSync(Buffer.concat([Buffer.from(head), block, Buffer.from('\r\n\r\n')]));
  };
  const archive = Array.from({ length: 200 }, (_, i) => record(i + 1));
  const answers = await all(client(env.DETECTOR_FLAKY_ARCHIVES_URL).scoreWarc(() => Readable.from(archive)));
  assert.deepEqual(answers.map((answer) => answer.id), archive.map((_, i) => id(i + 1)));
  assert.deepEqual(answers.map((answer) => answer.url), archive.map((_, i) => url(i + 1)));
  assert.equal((await all(client().scoreWarc(Readable.from(archive)))).length, 200);
});

test('bytes of a batch are decoded as the service decodes them', { skip }, async () => {
  const words = '<p>Jörg Müller says the café at the harbour will open in spring, whatever the council decides about it.</p>'.repeat(8);
  const sent = [
    ['header', 'latin1', '<title>Café</title>', 'text/html; charset=ISO-8859-1'],
    ['meta', 'latin1', '<meta charset="windows-1252"><title>Café</title>', 'text/html'],
    ['neither', 'latin1', '<title>Café</title>', 'text/html'],
    ['another', 'utf8', '<title>Café</title>', 'text/html; charset=iso-8859-1'],
    ['mark', 'utf8', '\uFEFF<title>Café</title>', undefined],
    ['wide', 'utf16le', '\uFEFF<title>Café</title>', undefined],
  ].map(([id, encoding, head, contentType]) => ({ id, url: 'https://harbour.example/cafe/', html: Buffer.from(head + words, encoding), contentType }));
  const answers = await all(client().scoreBatch(sent, { detail: 'full' }));
  for (const [i, one] of sent.entries()) assert.deepEqual(answers[i], await client().score(one, { detail: 'full' }), one.id);
});

test('all of it over TLS', { skip }, async () => {
  const trusting = client(env.DETECTOR_TLS_URL, { ca: readFileSync(env.DETECTOR_TLS_CERTIFICATE) });
  assert.equal((await trusting.score(page(1))).kind, 'ordinary');
  assert.deepEqual((await all(trusting.scoreBatch(pages(200), { detail: 'full' }))).map((answer) => answer.id), ids(200));
  await assert.rejects(client(env.DETECTOR_TLS_URL).score(page(1)), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  await assert.rejects(all(client(env.DETECTOR_TLS_URL).scoreBatch(pages(1))), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  assert.ok(new DetectorError(429, 'queue-full', 'Later.').passing);
});
