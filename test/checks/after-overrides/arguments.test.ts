import { Distribution } from 'cdk8s-elixir';
import { ofFiles, ofVariable, type Refused, refuses } from '../../support/overridden';

const FILE = '-start_epmd false\n-erl_epmd_port 4370\n';

const TABLE: readonly Refused[] = [
  ['vm.args without the lines of the distribution', ofFiles({ 'vm.args': '+S 2:2\n' }), 'vm.args', 'vmFlags'],
  [
    'vm.args with the lines commented out',
    ofFiles({ 'vm.args': '# -start_epmd false\n# -erl_epmd_port 4370\n' }),
    'vm.args',
    'vmFlags',
  ],
  [
    'vm.args with another port',
    ofFiles({ 'vm.args': '-start_epmd false\n-erl_epmd_port 5000\n' }),
    'distribution port',
    'Distribution.singlePort',
  ],
  [
    'vm.args that does not listen',
    ofFiles({ 'vm.args': `${FILE}-dist_listen false\n` }),
    'vm.args',
    'remove the override',
  ],
  ['remote.vm.args that listens', ofFiles({ 'remote.vm.args': FILE }), 'remote.vm.args', 'remove the override'],
  ['vm.args gone', ofFiles({ 'vm.args': null }), 'container worker, env RELEASE_VM_ARGS', 'vmArgs'],
  ['-hidden', ofFiles({ 'vm.args': `${FILE}-hidden\n` }), 'vm.args', 'remove -hidden'],
  ['-connect_all false', ofFiles({ 'vm.args': `${FILE}-connect_all false\n` }), 'vm.args', 'remove -connect_all false'],
  [
    '-kernel connect_all false',
    ofFiles({ 'vm.args': `${FILE}-kernel connect_all false\n` }),
    'vm.args',
    'remove -connect_all false',
  ],
  [
    'dist_auto_connect never',
    ofFiles({ 'vm.args': `${FILE}-kernel dist_auto_connect never\n` }),
    'vm.args',
    'remove dist_auto_connect',
  ],
  [
    'a folder of Mnesia for nodes that are named after addresses',
    ofFiles({ 'vm.args': `${FILE}-mnesia dir '"/data"'\n` }),
    'vm.args',
    'set `state`',
  ],
  ['-extra before the port', ofFiles({ 'vm.args': `-extra a\n${FILE}` }), 'vm.args', 'remove -extra'],
  [
    '-hidden in ERL_FLAGS',
    ofVariable('ERL_FLAGS', { value: '-hidden' }),
    'container worker, env ERL_FLAGS',
    'remove -hidden',
  ],
  [
    'ERL_EPMD_PORT beside epmd',
    { cluster: { distribution: Distribution.epmd() }, ...ofVariable('ERL_EPMD_PORT', { value: '5000' }) },
    'container worker, env ERL_EPMD_PORT',
    'remove the override',
  ],
];

refuses(TABLE);
