/**
 * Asks a scoring API of Detector whether web pages are content-farm pages. Node 20 or newer, no dependencies. Answers are plain objects, as the service says them.
 *
 * Streams go over node:http and not over fetch: Node's fetch is half-duplex, it gives no answer before the whole body is sent, and the service stops reading a caller that does not take its answers.
 * @module
 */
import http from 'node:http';
import https from 'node:https';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const gunzip = promisify(zlib.gunzip);
const PASSING = new Set([408, 429, 502, 503, 504]);

/**
 * @typedef {object} Page A page as it was fetched; one of html and text is needed.
 * @property {string | Uint8Array} [html] Bytes of a single page go to the service as they are; those of a batch are decoded here, as a browser would.
 * @property {string} [text] Its text, where somebody has taken the markup away.
 * @property {string} [url] Address it was fetched from. Many signals need it.
 * @property {string} [id] Comes back with the answer.
 * @property {string} [contentType] The header Content-Type, with its charset.
 * @property {number} [status] HTTP status.
 * @property {Date | string} [fetched] When it was fetched.
 *
 * @typedef {object} Form What is wanted of an answer.
 * @property {'brief' | 'reasons' | 'full'} [detail]
 * @property {number | 'all'} [reasons]
 * @property {'input' | 'ready'} [order] Of a batch: in the pages' order, or as they come.
 * @property {AbortSignal} [signal]
 *
 * @typedef {object} Verdict
 * @property {string} id
 * @property {string} [url]
 * @property {string} [fetched]
 * @property {string} [kind]
 * @property {boolean} [flagged]
 * @property {number} [probability]
 * @property {string} [copied]
 * @property {string} [authorised]
 * @property {{signal: string, value: number, contribution: number, weighed: boolean, says: string, evidence: {where: string, words: string}[]}[]} [reasons]
 * @property {object} [neighbours]
 * @property {string} [model]
 * @property {string} [catalogue]
 * @property {string} [unjudged] Why it was not judged.
 * @property {string} [says] The same in a sentence.
 *
 * @typedef {object} Options
 * @property {string} [key] The API key, where the service wants one.
 * @property {number} [retries] How often a request is sent again before its failure is told (6); of a stream, only attempts that brought no answer count.
 * @property {number} [firstPause] Milliseconds before a request is sent again (200); each further pause is about twice as long, with jitter. Retry-After is kept.
 * @property {number} [longestPause] Milliseconds (20,000).
 * @property {number} [timeout] Milliseconds for connecting and for an answer (100,000); longer than a page may take there.
 * @property {number} [pagesUnderWay] Pages of a batch sent and not yet answered, at most (256); held in memory, to be sent again if the connection breaks.
 * @property {string | Buffer} [ca] Certificates to trust, of an https address.
 */

/** The service refused a request, or broke off. What it says is a problem document (RFC 9457). */
export class DetectorError extends Error {
  /**
   * @param {number} status HTTP status; 200 when an answer began well and broke off.
   * @param {string} code For programs: "queue-full", "key-needed", ...
   * @param {string} detail For people: what is wrong and the way out.
   * @param {{id?: string, retryAfter?: number, passing?: boolean, cause?: unknown}} [more]
   */
  constructor(status, code, detail, more = {}) {
    super(`${code}: ${detail}`, { cause: more.cause });
    this.name = 'DetectorError';
    this.status = status;
    this.code = code;
    this.detail = detail;
    /** The page's id, where the service names one. */
    this.id = more.id;
    /** Milliseconds after which to ask again, where the service says it. */
    this.retryAfter = more.retryAfter;
    /** The same request may well succeed later. */
    this.passing = more.passing ?? PASSING.has(status);
  }
}

/** A scoring API at an address. */
export class DetectorClient {
  #address; #http; #options;

  /**
   * @param {string | URL} [address]
   * @param {Options} [options]
   */
  constructor(address = 'http://127.0.0.1:8080', options = {}) {
    this.#address = new URL(address);
    if (!['http:', 'https:'].includes(this.#address.protocol)) throw new TypeError(`'${address}' is no address of a service; http://127.0.0.1:8080 is one.`);
    this.#http = this.#address.protocol === 'https:' ? https : http;
    this.#options = { retries: 6, firstPause: 200, longestPause: 20_000, timeout: 100_000, pagesUnderWay: 256, ...options };
    if (!(this.#options.pagesUnderWay >= 1)) throw new RangeError(`pagesUnderWay is 1 or more; ${this.#options.pagesUnderWay} was given.`);
  }

  /**
   * Judges one page. One that cannot be judged is answered too: its `unjudged` says why.
   * @param {Page} page
   * @param {Form} [form]
   * @returns {Promise<Verdict>}
   */
  async score(page, form = {}) {
    const { body, type, query } = one(page);
    const verdict = await this.#ask('POST', '/v1/score', { ...query, ...asked(form) }, body, type, form.signal);
    // Raw bytes have no place for it on the way.
    if (page.fetched !== undefined) verdict.fetched ??= time(page.fetched);
    return verdict;
  }

  /**
   * Who else has a page's text; it is not judged.
   * @param {Page} page
   * @param {{signal?: AbortSignal}} [options]
   */
  lookup(page, { signal } = {}) {
    const { body, type, query } = one(page);
    return this.#ask('POST', '/v1/lookup', query, body, type, signal);
  }

  /**
   * Judges any number of pages, streamed both ways: pages are taken as the service asks for them, answers come while pages are still being sent, and a caller that does not take answers is not read from. Every page is
   * answered once, by its own id (one without is called by its number, "line:12"); when the connection breaks or the service is restarted, the pages not yet answered are sent again.
   * @param {Iterable<Page> | AsyncIterable<Page>} pages
   * @param {Form} [form]
   * @returns {AsyncGenerator<Verdict, void, void>}
   */
  scoreBatch(pages, form = {}) {
    return this.#stream('/v1/score/batch', asked(form, true), 'application/x-ndjson', new Pages(pages, this.#options.pagesUnderWay), form.signal);
  }

  /**
   * Judges the pages of a web archive (WARC or WET; plain, or gzip or zstd a record), streamed both ways, in its order; ids are WARC-Record-IDs.
   * @param {AsyncIterable<Uint8Array> | (() => AsyncIterable<Uint8Array>)} archive A stream, or a function that opens one: then it is sent again when the connection breaks, and what was answered is not told twice.
   * @param {Form} [form]
   * @returns {AsyncGenerator<Verdict, void, void>}
   */
  scoreWarc(archive, form = {}) {
    return this.#stream('/v1/score/warc', asked(form), 'application/warc', new Archive(archive), form.signal);
  }

  /**
   * Files pages in the index; when it returns they are safe there.
   * @param {Iterable<Page>} pages As many as one request may have (10,000 unless the service says otherwise).
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<{added: number, left: number, reasons: {id: string, says: string}[]}>}
   */
  addArticles(pages, { signal } = {}) {
    return this.#ask('POST', '/v1/articles', {}, Buffer.from(Array.from(pages, (page) => JSON.stringify({ id: page.id, ...line(page) }) + '\n').join('')), 'application/x-ndjson', signal);
  }

  /**
   * Takes every page filed under the given addresses out of the index.
   * @param {Iterable<string>} urls
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<void>}
   */
  removeArticles(urls, { signal } = {}) {
    return this.#ask('DELETE', '/v1/articles', {}, Buffer.from(JSON.stringify({ urls: [...urls] })), 'application/json', signal);
  }

  /** The catalogue of signals. */
  signals() { return this.#ask('GET', '/v1/signals'); }

  /** The model in use. */
  model() { return this.#ask('GET', '/v1/model'); }

  /** Versions of program, model, catalogue and signatures. */
  version() { return this.#ask('GET', '/v1/version'); }

  /** Whether the service should be sent pages: `status` is ready, degraded or stopping. Asked once, without retries. */
  async ready() {
    const answer = await this.#once('GET', '/health/ready', {});
    // While it stops it says so with 503 and the same document.
    if (![200, 503].includes(answer.status) || !answer.headers['content-type']?.startsWith('application/json')) throw refused(answer);
    return parse(answer.body);
  }

  #open(method, path, query, headers, signal) {
    const target = new URL(this.#address);
    target.pathname = target.pathname.replace(/\/$/, '') + path;
    target.search = new URLSearchParams(query).toString();
    const key = this.#options.key ? { Authorization: `Bearer ${this.#options.key}` } : {};
    return this.#http.request(target, { method, headers: { ...headers, ...key }, signal, ca: this.#options.ca, agent: headers['Transfer-Encoding'] ? false : undefined });
  }

  async #once(method, path, query, body, type, signal) {
    const request = this.#open(method, path, query, { 'Accept-Encoding': 'gzip', ...(body && { 'Content-Type': type, 'Content-Length': body.length }) }, signal);
    request.setTimeout(this.#options.timeout, () => request.destroy(late(this.#address, this.#options.timeout)));
    const [response] = await new Promise((resolve, reject) => {
      request.on('response', (got) => resolve([got]));
      request.on('error', reject);
      request.end(body);
    });
    const pieces = [];
    for await (const piece of response) pieces.push(piece);
    const whole = Buffer.concat(pieces);
    return { status: response.statusCode, headers: response.headers, body: response.headers['content-encoding'] === 'gzip' ? await gunzip(whole) : whole };
  }

  async #ask(method, path, query = {}, body = undefined, type = undefined, signal = undefined) {
    for (let failures = 0; ; failures++) {
      try {
        const answer = await this.#once(method, path, query, body, type, signal);
        if (answer.status >= 300) throw refused(answer);
        return answer.body.length > 0 ? parse(answer.body) : undefined;
      } catch (failure) {
        await this.#pause(failure, failures, signal);
      }
    }
  }

  /** Waits before a request is sent again; throws when it is not to be. */
  async #pause(failure, failures, signal) {
    signal?.throwIfAborted();
    if (failures >= this.#options.retries || !mayPass(failure)) throw failure;
    const { firstPause, longestPause } = this.#options;
    // Callers shed together come back apart: up to a fifth later than they were told.
    const pause = failure.retryAfter !== undefined ? failure.retryAfter * (1 + Math.random() / 5) : (0.5 + Math.random()) * Math.min(longestPause, firstPause * 2 ** failures);
    await sleep(pause, undefined, { signal });
  }

  async *#stream(path, query, type, source, signal) {
    let given = 0;
    try {
      for (let failures = 0; ;) {
        let progress = false;
        try {
          for await (const answer of this.#attempt(path, query, type, source, signal)) {
            progress = true;
            given++;
            source.given();
            yield answer;
          }
          break;
        } catch (failure) {
          signal?.throwIfAborted();
          if (source.answered && mayPass(failure)) break;
          if (source.fatal) throw source.failure;
          if (!mayPass(failure)) throw failure;
          if (!source.again) throw new DetectorError(200, 'broken-off', `The stream broke off after ${given} answers, and its body cannot be read a second time. ${failure.message}`, { passing: false, cause: failure });
          // A batch of a week outlives any number of restarts: only attempts that brought nothing count.
          if (progress) failures = 0;
          else await this.#pause(failure, failures++, signal);
        }
      }
      if (source.failure) throw source.failure;
    } finally {
      await source.close();
    }
  }

  async *#attempt(path, query, type, source, signal) {
    const request = this.#open('POST', path, query, { 'Content-Type': type, 'Transfer-Encoding': 'chunked', Connection: 'close' }, signal);
    let broken;
    const over = new Promise((resolve) => {
      request.on('error', (failure) => { broken ??= failure; resolve(); });
      request.on('close', resolve);
    });
    const answered = new Promise((resolve) => request.on('response', resolve));
    request.flushHeaders();
    const sending = source.send(request, over);
    try {
      const response = await this.#patiently(Promise.race([answered, over]), source);
      if (!response) throw broken ?? new Error('The connection ended before the answer began.');
      if (response.statusCode !== 200) {
        const pieces = [];
        for await (const piece of response) pieces.push(piece);
        throw refused({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) });
      }
      let end;
      for await (const text of this.#lines(response, source)) {
        if (text.startsWith('{"stopped"')) { end = parse(text); continue; }
        const answer = source.take(parse(text));
        if (answer) yield answer;
      }
      if (end) throw new DetectorError(200, end.stopped, end.says ?? '', { passing: true });
      if (!source.mayEnd) throw Object.assign(new Error('The answer ended before every page was answered.'), { code: 'ECONNRESET' });
    } finally {
      request.destroy();
      await sending;
    }
  }

  async *#lines(response, source) {
    const pieces = response[Symbol.asyncIterator]();
    let rest = Buffer.alloc(0);
    for (;;) {
      const { value, done } = await this.#patiently(pieces.next(), source);
      if (done) break;
      rest = rest.length > 0 ? Buffer.concat([rest, value]) : value;
      let start = 0;
      for (let end; (end = rest.indexOf(10, start)) >= 0; start = end + 1) if (end > start) yield rest.toString('utf8', start, end);
      rest = rest.subarray(start);
    }
  }

  // Nothing comes while nothing is sent, for as long as the caller likes.
  async #patiently(reading, source) {
    for (;;) {
      let timer;
      const patience = new Promise((resolve) => { timer = setTimeout(resolve, this.#options.timeout, patiently); });
      const got = await Promise.race([reading, patience]).finally(() => clearTimeout(timer));
      if (got !== patiently) return got;
      if (source.waiting) throw late(this.#address, this.#options.timeout);
    }
  }
}

const patiently = Symbol('patiently');

/** Pages of the caller's, a line each. */
class Pages {
  #pages; #next; #number = 0; #taken = false; #most; #room; #unanswered = new Map(); #lines = new Map(); #used = 0;
  failure = undefined;
  fatal = false;
  again = true;

  constructor(pages, most) {
    this.#pages = pages[Symbol.asyncIterator]?.() ?? pages[Symbol.iterator]();
    this.#most = most;
  }

  async send(request, over) {
    let lineNumber = 0;
    this.#lines.clear();
    let open = true;
    over.then(() => { open = false; });
    const write = async (number, body) => {
      this.#lines.set(`line:${++lineNumber}`, number);
      if (!request.write(body)) await Promise.race([once(request, 'drain').catch(() => {}), over]);
    };
    for (const [number, { body }] of [...this.#unanswered]) {
      if (!open) return;
      await write(number, body);
    }
    while (open && !this.#taken) {
      while (this.#used >= this.#most && open) await Promise.race([new Promise((resolve) => { this.#room = resolve; }), over]);
      if (!open) return;
      // A page that is awaited when the connection breaks is awaited on by the next one.
      this.#next ??= (async () => this.#pages.next())().then((got) => ({ got }), (failure) => ({ failure }));
      const next = await Promise.race([this.#next, over]);
      if (!next) return;
      this.#next = undefined;
      try {
        if (next.failure) throw next.failure;
        if (next.got.done) { this.#taken = true; break; }
        // Two pages may bear one id, and a line that is refused whole has lost its own: on the way a page is called by its line, and gets its id back here.
        const body = JSON.stringify(line(next.got.value)) + '\n';
        this.#unanswered.set(++this.#number, { id: next.got.value.id, body });
        this.#used++;
        await write(this.#number, body);
      } catch (failure) {
        // Told after the answers to the pages before.
        this.failure = failure;
        this.#taken = true;
      }
    }
    request.end();
  }

  get waiting() { return this.#lines.size > 0; }

  get answered() { return this.#taken && this.#unanswered.size === 0; }

  get mayEnd() { return this.answered; }

  take(answer) {
    const number = this.#lines.get(answer.id);
    if (number === undefined) throw new DetectorError(200, 'foreign-answer', `An answer names '${answer.id}', which is no line that was sent and waits.`, { passing: false });
    this.#lines.delete(answer.id);
    answer.id = String(this.#unanswered.get(number).id ?? `line:${number}`);
    this.#unanswered.delete(number);
    if (answer.neighbours) answer.neighbours.id = answer.id;
    return answer;
  }

  given() {
    this.#used--;
    this.#room?.();
  }

  async close() {
    if (!this.#taken) await this.#pages.return?.();
  }
}

/** A web archive. Where it can be opened again it is sent again from its start, and answers given already are passed over. */
class Archive {
  #open; #touched = false; #sent = false; #seen = 0; #given = 0;
  failure = undefined;

  constructor(archive) {
    this.#open = archive;
  }

  get fatal() { return this.failure !== undefined; }

  get again() { return typeof this.#open === 'function' || !this.#touched; }

  async send(request, over) {
    this.#sent = false;
    this.#seen = 0;
    let open = true;
    over.then(() => { open = false; });
    try {
      const pieces = (typeof this.#open === 'function' ? this.#open() : this.#open)[Symbol.asyncIterator]();
      while (open) {
        const next = await Promise.race([pieces.next(), over]);
        if (!next) return;
        if (next.done) break;
        this.#touched = true;
        if (!request.write(next.value)) await Promise.race([once(request, 'drain').catch(() => {}), over]);
      }
    } catch (failure) {
      this.failure = failure;
      request.destroy();
      return;
    }
    // Before, for the answer may be there before this goes on.
    this.#sent = true;
    request.end();
  }

  get waiting() { return this.#sent; }

  get answered() { return false; }

  get mayEnd() { return this.#sent; }

  take(answer) { return ++this.#seen > this.#given ? answer : undefined; }

  given() { this.#given++; }

  async close() {}
}

/** A single page: bytes as the HTTP response they came in (message/http), characters as JSON. */
function one(page) {
  if (!(page.html instanceof Uint8Array)) return { body: Buffer.from(JSON.stringify({ id: page.id, ...line(page) })), type: 'application/json', query: {} };
  check(page);
  if (/[\r\n]/.test(page.contentType ?? '')) throw new TypeError(`The content type of page '${page.id ?? page.url}' has a line end in it.`);
  const head = `HTTP/1.1 ${page.status ?? 200} \r\n${page.contentType ? `Content-Type: ${page.contentType}\r\n` : ''}\r\n`;
  const query = {};
  if (page.url !== undefined) query.url = page.url;
  if (page.id !== undefined) query.id = page.id;
  return { body: Buffer.concat([Buffer.from(head, 'latin1'), page.html]), type: 'message/http', query };
}

/** A page as a line says it, without its id. */
function line(page) {
  check(page);
  return {
    url: page.url,
    html: page.html instanceof Uint8Array ? decode(page.html, page.contentType) : page.html,
    text: page.text,
    content_type: page.contentType,
    status: page.status,
    fetched: page.fetched === undefined ? undefined : time(page.fetched),
  };
}

function check(page) {
  const given = (page.html === undefined ? 0 : 1) + (page.text === undefined ? 0 : 1);
  if (given !== 1) throw new TypeError(`Page '${page.id ?? page.url}' has ${given === 0 ? 'neither' : 'both'} of html and text; exactly one is needed.`);
}

function time(at) {
  return at instanceof Date ? at.toISOString() : at;
}

function decode(bytes, contentType) {
  const named = (label, fatal = false) => new TextDecoder(label, { fatal }).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return named('utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return named('utf-16be');
  // Many a page is UTF-8 and says otherwise; what is valid UTF-8 beyond ASCII is nothing else.
  if (bytes.some((byte) => byte > 0x7f)) {
    try {
      return named('utf-8', true);
    } catch {
      // It is not.
    }
  }
  // Browsers look within the first 1024 bytes: HTML Standard, 13.2.3.2.
  for (const said of [contentType ?? '', Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')]) {
    const label = /charset\s*=\s*["']?\s*([\w:.-]+)/i.exec(said)?.[1];
    if (!label) continue;
    try {
      return named(label);
    } catch {
      // A name that no browser knows.
    }
  }
  return named('windows-1252');
}

function asked(form, stream = false) {
  const query = {};
  if (form.detail !== undefined) query.detail = form.detail;
  if (form.reasons !== undefined) query.reasons = String(form.reasons);
  if (form.order !== undefined) {
    if (!stream || !['input', 'ready'].includes(form.order)) throw new TypeError(`order, of a batch, takes input or ready; '${form.order}' was given.`);
    query.order = form.order;
  }
  return query;
}

function parse(body) {
  try {
    return JSON.parse(body.toString());
  } catch (other) {
    throw new DetectorError(200, 'foreign-answer', `The answer is not what a scoring API says: ${other.message}`, { passing: false, cause: other });
  }
}

function refused({ status, headers, body }) {
  let problem = {};
  try {
    problem = JSON.parse(body.toString()) ?? {};
  } catch {
    // Something between here and the service answered, in its own words.
  }
  const after = headers['retry-after'];
  const wait = after === undefined ? undefined : /^\d+$/.test(after) ? 1000 * Number(after) : Math.max(0, Date.parse(after) - Date.now());
  return new DetectorError(status, problem.code ?? 'no-problem-document', problem.detail ?? `Status ${status} without a problem document: the answer does not come from a scoring API.`, {
    id: problem.id, retryAfter: Number.isNaN(wait) ? undefined : wait,
  });
}

/** Which failures may pass by themselves: a refusal for now, and whatever breaks a connection, but no certificate that does not fit. */
function mayPass(failure) {
  if (failure instanceof DetectorError) return failure.passing;
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', 'ERR_STREAM_PREMATURE_CLOSE'].includes(failure.code ?? failure.cause?.code);
}

function late(address, timeout) {
  return Object.assign(new Error(`${address.host} has not answered within ${timeout / 1000} s.`), { code: 'ETIMEDOUT' });
}
