import { Size } from 'cdk8s';
import { Resources, VmFlags } from 'cdk8s-elixir';
import { Cpu } from 'cdk8s-plus-27';
import { argumentFiles, newRelease, rendered } from '../support/subjects';

/** The lines of vm.args after those of the distribution. */
function lines(vmFlags?: VmFlags, resources?: Resources): string[] {
  const file = argumentFiles(rendered((chart) => newRelease(chart, { vmFlags, resources })))['vm.args'];
  return file.split('\n').slice(4, -1);
}

test('by default the VM does not spin, opens 65536 ports at most, and has a scheduler for each core of the limit', () => {
  expect(lines()).toEqual(['+S 1:1', '+sbwt none', '+sbwtdcpu none', '+sbwtdio none', '+Q 65536']);
});

test.each([
  [Cpu.millis(100), '+S 1:1'],
  [Cpu.millis(1001), '+S 2:2'],
  [Cpu.units(4), '+S 4:4'],
])('a CPU limit is rounded up to schedulers', (limit, flag) => {
  expect(lines(undefined, Resources.of({ cpu: { limit }, memory: { limit: Size.gibibytes(1) } }))).toContain(flag);
});

test('without a CPU limit the schedulers are those that are given, or the VM’s own', () => {
  const resources = Resources.of({ memory: { limit: Size.gibibytes(1) } });
  expect(lines(undefined, resources).filter((line) => line.startsWith('+S'))).toEqual([]);
  expect(lines(VmFlags.of({ schedulers: 2 }), resources)).toContain('+S 2:2');
});

test('every choice becomes its flag, and lines of one’s own come last', () => {
  const flags = VmFlags.of({
    busyWait: true,
    maxPorts: 1024,
    maxProcesses: 5000,
    maxHeapSize: Size.mebibytes(1),
    distributionBufferLimit: Size.mebibytes(8),
    lines: ['+Q 2048', '-env ERL_MAX_ETS_TABLES 5000', '# why'],
  });
  expect(lines(flags)).toEqual([
    '+S 1:1',
    '+Q 1024',
    '+P 5000',
    '+hmax 131072', // words of eight bytes
    '+zdbbl 8192', // kibibytes
    '+Q 2048',
    '-env ERL_MAX_ETS_TABLES 5000',
    '# why',
  ]);
});

test('lines for remote shells go into remote.vm.args alone', () => {
  const vmFlags = VmFlags.of({ remoteLines: ['+P 5000'] });
  const files = argumentFiles(rendered((chart) => newRelease(chart, { vmFlags })));
  expect(files['remote.vm.args']).toContain('+P 5000');
  expect(files['vm.args']).not.toContain('+P');
});

test('a changed flag has another name, so that it rolls the pods', () => {
  const names = [undefined, VmFlags.of({ maxPorts: 1024 })].map((vmFlags) => {
    const manifests = rendered((chart) => newRelease(chart, { vmFlags }));
    return manifests.find(({ kind }) => kind === 'ConfigMap').metadata.name;
  });
  expect(names[0]).toMatch(/^worker-vm-[0-9a-f]{10}$/);
  expect(names[0]).not.toBe(names[1]);
});
