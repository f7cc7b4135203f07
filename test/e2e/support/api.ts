import { Agent, request } from 'node:http';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly body: any;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * Asks the API server over connections that stay open. `kubectl proxy`, started once for all tests, brings whatever
 * credentials the KUBECONFIG stands for.
 */
export function api(method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, process.env.E2E_API);
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(url, { method, agent, headers, timeout: 15_000 }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode ?? 0, body: parsed(text) });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in 15 s: ${method} ${path}`)));
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
