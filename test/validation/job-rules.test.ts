// What the API server has against Jobs, one fault a line, as test/e2e/overrides.e2e.ts saw it refuse the like.
import { faultIn } from '../../lib/validation';

const job = (spec: object, pod: object = {}) => ({
  ...spec,
  template: { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'a:1' }], ...pod } },
});
const indexed = (spec: object) => job({ completionMode: 'Indexed', completions: 5, ...spec });
const many = (spec: object) => indexed({ completions: 200_000, backoffLimitPerIndex: 1, ...spec });
const successes = (...rules: object[]) => indexed({ successPolicy: { rules } });
const failures = (...rules: object[]) => job({ podFailurePolicy: { rules } });
const onExitCodes = (more: object) =>
  failures({ action: 'FailJob', onExitCodes: { operator: 'In', values: [1], ...more } });
const onCondition = (more: object) =>
  failures({ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True', ...more }] });
const disruption = { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] };
const times = (count: number, rule: object) => Array.from({ length: count }, () => rule);

/** What is wrong, where, and the like that is not. */
const FAULTS: readonly (readonly [object, string, object])[] = [
  [job({}, { restartPolicy: 'Always' }), 'template.spec.restartPolicy', job({}, { restartPolicy: 'OnFailure' })],
  [
    job({ podFailurePolicy: { rules: [disruption] } }, { restartPolicy: 'OnFailure' }),
    'template.spec.restartPolicy',
    failures(disruption),
  ],
  [job({ selector: { matchLabels: { a: 'b' } } }), 'selector', job({ manualSelector: false })],
  [job({ manualSelector: true }), 'selector', job({ manualSelector: true, selector: { matchLabels: { a: 'b' } } })],
  [job({ managedBy: 'queue' }), 'managedBy', job({ managedBy: 'acme.example/queue' })],
  [job({ backoffLimitPerIndex: 1 }), 'backoffLimitPerIndex', indexed({ backoffLimitPerIndex: 1 })],
  [indexed({ maxFailedIndexes: 1 }), 'backoffLimitPerIndex', indexed({ maxFailedIndexes: 5, backoffLimitPerIndex: 1 })],
  [indexed({ maxFailedIndexes: 6, backoffLimitPerIndex: 1 }), 'maxFailedIndexes', indexed({ parallelism: 100_000 })],
  [indexed({ parallelism: 100_001 }), 'parallelism', job({ parallelism: 100_001 })],
  [many({}), 'maxFailedIndexes', many({ maxFailedIndexes: 10_000 })],
  [many({ maxFailedIndexes: 10_001 }), 'maxFailedIndexes', many({ maxFailedIndexes: 1, parallelism: 10_000 })],
  [many({ maxFailedIndexes: 1, parallelism: 10_001 }), 'parallelism', many({ maxFailedIndexes: 1 })],
  [job({ completionMode: 'Indexed' }), 'completions', indexed({})],
  [job({ successPolicy: { rules: [{ succeededCount: 1 }] } }), 'successPolicy', successes({ succeededCount: 1 })],
  [successes(), 'successPolicy.rules', successes({ succeededIndexes: '' })],
  [
    successes(...times(21, { succeededCount: 1 })),
    'successPolicy.rules',
    successes(...times(20, { succeededCount: 1 })),
  ],
  [successes({}), 'successPolicy.rules.0', successes({ succeededIndexes: '0,2-4' })],
  [successes({ succeededCount: 6 }), 'successPolicy.rules.0.succeededCount', successes({ succeededCount: 5 })],
  [
    successes({ succeededIndexes: '0,2', succeededCount: 3 }),
    'successPolicy.rules.0.succeededCount',
    successes({ succeededIndexes: '0-2', succeededCount: 3 }),
  ],
  ...['a', '5', '2,1', '3-2', '2-2', '0-2,2', '1-2-3', '0,'].map(
    (succeededIndexes) =>
      [
        successes({ succeededIndexes }),
        'successPolicy.rules.0.succeededIndexes',
        successes({ succeededIndexes: '4' }),
      ] as const,
  ),
  [failures(...times(21, disruption)), 'podFailurePolicy.rules', failures(...times(20, disruption))],
  [failures({ action: 'Ignore' }), 'podFailurePolicy.rules.0', failures(disruption)],
  [
    failures({ ...disruption, onExitCodes: { operator: 'In', values: [1] } }),
    'podFailurePolicy.rules.0',
    onExitCodes({}),
  ],
  [
    failures({ ...disruption, action: 'FailIndex' }),
    'podFailurePolicy.rules.0.action',
    indexed({ backoffLimitPerIndex: 1, podFailurePolicy: { rules: [{ ...disruption, action: 'FailIndex' }] } }),
  ],
  [
    onCondition({ status: 'yes' }),
    'podFailurePolicy.rules.0.onPodConditions.0.status',
    onCondition({ status: 'Unknown' }),
  ],
  [
    onCondition({ type: 'a b' }),
    'podFailurePolicy.rules.0.onPodConditions.0.type',
    onCondition({ type: 'acme.example/a' }),
  ],
  [onExitCodes({ values: [] }), 'podFailurePolicy.rules.0.onExitCodes.values', onExitCodes({ values: [1, 2] })],
  [
    onExitCodes({ values: [0] }),
    'podFailurePolicy.rules.0.onExitCodes.values.0',
    onExitCodes({ operator: 'NotIn', values: [0] }),
  ],
  [onExitCodes({ values: [2, 1] }), 'podFailurePolicy.rules.0.onExitCodes.values.1', onExitCodes({ values: [1, 3] })],
  [onExitCodes({ values: [2, 2] }), 'podFailurePolicy.rules.0.onExitCodes.values.1', onExitCodes({ values: [2] })],
  [
    onExitCodes({ containerName: 'b' }),
    'podFailurePolicy.rules.0.onExitCodes.containerName',
    onExitCodes({ containerName: 'a' }),
  ],
  [
    { ...failures(disruption), podReplacementPolicy: 'TerminatingOrFailed' },
    'podReplacementPolicy',
    job({ podReplacementPolicy: 'TerminatingOrFailed' }),
  ],
];

test.each(FAULTS)('%j is refused at %s, and %j is not', (wrong, at, right) => {
  expect(faultIn(wrong, 'JobSpec', 34)?.at.join('.')).toBe(at);
  expect(faultIn(right, 'JobSpec', 34)).toBeUndefined();
});

test('the template of a CronJob has no selector of its own', () => {
  const selector = { matchLabels: { a: 'b' } };
  const template = (manualSelector: boolean, more: object) => ({ spec: job({ manualSelector, ...more }) });
  expect(faultIn(template(true, { selector }), 'JobTemplateSpec', 34)?.at.join('.')).toBe('spec.manualSelector');
  expect(faultIn(template(false, {}), 'JobTemplateSpec', 34)).toBeUndefined();
});
