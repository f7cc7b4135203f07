// Overrides of jobs, and of what is beside them, that pass the API server and break something else.
import { ApiObject } from 'cdk8s';
import type { ReleaseCronJobProps, ReleaseJobProps } from 'cdk8s-elixir';
import {
  errorOf,
  newChart,
  newCluster,
  newCronJob,
  newJob,
  newPhoenix,
  newRelease,
  synth,
} from '../../support/subjects';

/** Jobs beside a service of a cluster and a worker. */
function refusal(job: Partial<ReleaseJobProps>, cronJob: Partial<ReleaseCronJobProps> = {}, web: object = {}): string {
  return errorOf(() => {
    const chart = newChart();
    newPhoenix(chart, { cluster: newCluster(chart), ...web });
    newRelease(chart);
    newJob(chart, job);
    newCronJob(chart, cronJob);
    synth(chart);
  }).message;
}

const pods = (labels: object) => ({ spec: { template: { metadata: { labels } } } });
const ofJob = (job: object) => ({ overrides: { job } });
const ofCronJob = (jobTemplate: object) => ({ overrides: { cronJob: { spec: { jobTemplate } } } });
const WEB = { 'app.kubernetes.io/name': 'web' };
const MEMBER = { 'cdk8s-elixir/cluster': 'chat' };
const container = (more: object) => ({ spec: { template: { spec: { containers: [{ name: 'job', ...more }] } } } });

test.each<[string, Parameters<typeof refusal>, string, string]>([
  [
    'a Job that the Service of a release selects',
    [ofJob(pods(WEB))],
    'Service "web", selector',
    'the labels of the job',
  ],
  ['a Job that a budget selects', [ofJob(pods(WEB))], 'PodDisruptionBudget "web", selector', 'the labels of the job'],
  ['a Job that a Deployment selects', [ofJob(pods(WEB))], 'Deployment "web", selector', 'the labels of the job'],
  ['a Job that discovery finds', [ofJob(pods(MEMBER))], 'Service "chat-nodes", selector', 'the labels of the job'],
  ['Jobs of a CronJob that a Service selects', [{}, ofCronJob(pods(WEB))], 'Service "web", selector', 'of the job'],
  [
    'a Service whose selector chooses a Job',
    [
      { labels: { team: 'chat' } },
      {},
      { labels: { team: 'chat' }, overrides: { service: { spec: { selector: { ...REPLACE(), team: 'chat' } } } } },
    ],
    'Service "web", selector',
    'override of the selector',
  ],
  [
    'a Job of an image without a version',
    [ofJob(container({ image: 'acme/chat:latest' }))],
    'image',
    'Waiver.latestTag',
  ],
  [
    'a Job as root',
    [ofJob(container({ securityContext: { allowPrivilegeEscalation: true } }))],
    'container job, allowPrivilegeEscalation',
    'Waiver.podSecurity',
  ],
  [
    'a Job with a secret written out',
    [ofJob(container({ env: [{ name: 'API_TOKEN', value: 'abc' }] }))],
    'API_TOKEN',
    'if it is none: allow: [Waiver.plainValue',
  ],
  [
    'Jobs of a CronJob with a secret in an annotation',
    [{}, ofCronJob({ metadata: { annotations: { note: 'postgres://a:m4rked@db/b' } } })],
    'metadata of Jobs.annotations',
    '',
  ],
  [
    'a Job with a variable that is not known',
    [ofJob(container({ env: [{ name: 'A', value: '$(LATER)' }] }))],
    'container job, env A',
    'declare LATER before A',
  ],
])('%s is refused', (_, given, property, fix) => {
  const message = refusal(...given);
  expect(message).toContain(property);
  expect(message).toContain(fix);
});

function REPLACE() {
  return { 'app.kubernetes.io/name': null };
}

test("somebody else's Service that selects by a label of the chart is refused, and told in the words of YAML", () => {
  const chart = newChart({ namespace: 'chat', labels: { team: 'chat' } });
  newRelease(chart);
  newJob(chart);
  new ApiObject(chart, 'theirs', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'theirs' },
    spec: { selector: { team: 'chat' }, ports: [{ port: 80 }] },
  } as never);
  const { message } = errorOf(() => synth(chart));
  expect(message).toContain('Service "theirs", selector');
  expect(message).toContain('select by app.kubernetes.io/name');
});
