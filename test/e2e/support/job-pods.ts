import { JOB_LABEL } from '../../../lib/kubernetes/labels';
import { api } from './api';
import { until } from './until';

/** Jobs of a ReleaseJob, a Migration or a ReleaseCronJob, the oldest first. */
export async function jobs(namespace: string, name: string): Promise<any[]> {
  const query = encodeURIComponent(`app.kubernetes.io/name=${name}`);
  const { body } = await api('GET', `/apis/batch/v1/namespaces/${namespace}/jobs?labelSelector=${query}`);
  const created = ({ metadata }: any) => Date.parse(metadata.creationTimestamp);
  return body.items.sort((one: any, other: any) => created(one) - created(other));
}

/** Every pod of these Jobs, as the API has it. */
export async function jobPods(namespace: string, name: string): Promise<any[]> {
  const query = encodeURIComponent(`${JOB_LABEL}=${name}`);
  return (await api('GET', `/api/v1/namespaces/${namespace}/pods?labelSelector=${query}`)).body.items;
}

/** Waits until the newest Job of that name has ended, and says how: `Complete`, or `Failed` with the reason. */
export function ended(namespace: string, name: string, seconds = 60): Promise<string> {
  return until(`the job ${name} ends`, seconds, async () => {
    const last = (await jobs(namespace, name)).at(-1);
    const found = last.status.conditions?.find(({ type, status }: any) => status === 'True' && ENDS.includes(type));
    return found && (found.type === 'Failed' ? `Failed, ${found.reason}` : found.type);
  });
}

const ENDS = ['Complete', 'Failed'];

/** When a container started last, in seconds. */
export function startedAt({ state }: any): number {
  return Date.parse((state.running ?? state.terminated).startedAt) / 1000;
}

/** Last end of a container: its message, and for how many seconds it ran. */
export function lastEnd({ state, lastState }: any): { message: string; seconds: number; at: number } | undefined {
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended === undefined) return undefined;
  const [from, to] = [ended.startedAt, ended.finishedAt].map((time) => Date.parse(time) / 1000);
  return { message: ended.message ?? '', seconds: to - from, at: to };
}
