import type { Chart } from 'cdk8s';
import { render } from './hello';
import { kubectl } from './kubectl';

/** Renders and applies, as a user does; returns the YAML. */
export async function apply(namespace: string, build: (chart: Chart) => void): Promise<string> {
  const yaml = render(namespace, build);
  await kubectl(['apply', '-f', '-'], { input: yaml });
  return yaml;
}

/** Waits until a rollout is through. */
export async function rolledOut(namespace: string, workload: string, seconds = 120): Promise<void> {
  await kubectl(['-n', namespace, 'rollout', 'status', workload, `--timeout=${seconds}s`], {
    timeoutSeconds: seconds + 10,
  });
}
