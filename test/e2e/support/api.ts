import * as http from 'node:http';
import * as https from 'node:https';
import { credentials } from './credentials';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly body: any;
  /** What it warned of, such as pods that `restricted` would refuse. */
  readonly warning: string;
}

/** How a request gets there. */
interface Way {
  readonly server: string;
  readonly request: typeof http.request;
  readonly options: http.RequestOptions;
}

const open = { keepAlive: true, maxSockets: 6 };

let way: Promise<Way> | undefined;

/** Straight where the KUBECONFIG holds a token or a certificate, else through the `kubectl proxy` that setup started. */
async function find(): Promise<Way> {
  const proxy = process.env.E2E_API;
  if (proxy) return { server: proxy, request: http.request, options: { agent: new http.Agent(open) } };
  const found = await credentials();
  if (found === undefined) throw new Error('neither credentials nor a proxy');
  const agent = new https.Agent({ ...open, ...found.tls });
  return { server: found.server, request: https.request, options: { agent, headers: found.headers } };
}

/** Asks the API server over connections that stay open. */
export async function api(method: string, path: string, body?: unknown): Promise<Answer> {
  way ??= find();
  const { server, request, options } = await way;
  const content = body === undefined ? undefined : JSON.stringify(body);
  const headers = { ...options.headers, ...(content === undefined ? {} : { 'content-type': 'application/json' }) };
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.replace(/\/$/, '')}${path}`,
      { ...options, method, headers, timeout: 15_000 },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () => {
          const warning = [answer.headers.warning ?? []].flat().join('; ');
          resolve({ status: answer.statusCode ?? 0, body: parsed(Buffer.concat(parts).toString()), warning });
        });
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer in 15 s: ${method} ${path}`)));
    sent.on('error', reject);
    sent.end(content);
  });
}

/** Creates an object; fails where the API server refuses it. */
export async function create(path: string, object: unknown): Promise<void> {
  const { status, body } = await api('POST', path, object);
  if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
