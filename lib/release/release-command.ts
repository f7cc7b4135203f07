import { type CalledCluster, clusterCall } from '../beam/cluster-call';
import { asArgument, checkExpression } from '../beam/elixir-code';
import { Refusal } from '../errors/refusal';
import { publicClass } from '../props/public-class';
import { checkCommand } from './command';

/**
 * Command of a release that runs once and ends: an expression, or a script of the image.
 *
 * Source: `mix help release`, "One-off commands (eval and rpc)".
 */
export class ReleaseCommand {
  /**
   * Expression that a VM of its own evaluates: `SCRIPT eval EXPRESSION`. Nothing of the application is started unless
   * the expression starts it, and the VM is in no cluster.
   *
   * @example
   *
   *   ReleaseCommand.eval('Shop.Release.migrate()')
   *
   * @param expression Elixir code
   * @throws where it is empty
   */
  public static eval(expression: string): ReleaseCommand {
    const code = asArgument(checkCode('eval', expression));
    return new ReleaseCommand(({ script }) => [script(), 'eval', code], false);
  }

  /**
   * Expression that a member of the release's cluster evaluates: a hidden node joins, asks for it, waits and leaves. No
   * other node sees it in `Node.list/0`. For what needs the state of the cluster; it needs OTP 25.
   *
   * @example
   *
   *   ReleaseCommand.rpc('Shop.Cache.rebuild()')
   *
   * @param expression Elixir code
   * @throws where it is empty
   */
  public static rpc(expression: string): ReleaseCommand {
    const code = checkCode('rpc', expression);
    return new ReleaseCommand(({ script, cluster }) => {
      if (cluster === undefined) throw noCluster();
      return [script(), 'eval', asArgument(clusterCall(cluster, code))];
    }, true);
  }

  /**
   * Any command of the image, such as a script in `rel/overlays/bin`.
   *
   * @example
   *
   *   ReleaseCommand.fromCommand(['/app/bin/migrate'])
   *
   * @param command the command and its arguments
   * @throws where it is empty, leaves the container or keeps a shell in front of the VM
   */
  public static fromCommand(command: string[]): ReleaseCommand {
    const words = checkCommand('ReleaseCommand.fromCommand.command', command);
    return new ReleaseCommand(() => words, false);
  }

  private constructor(
    /**
     * Words of the command.
     *
     * @internal
     */
    public readonly _words: (given: CommandContext) => readonly string[],
    /**
     * Whether it joins the release's cluster.
     *
     * @internal
     */
    public readonly _joins: boolean,
  ) {}
}

publicClass(ReleaseCommand, 'ReleaseCommand');

/** Facts of a release that commands are made of. */
export interface CommandContext {
  /** Path of the release's script, where it is asked for. */
  readonly script: () => string;
  readonly cluster?: CalledCluster;
}

function checkCode(method: string, expression: string): string {
  return checkExpression(`ReleaseCommand.${method}.expression`, expression, 'Shop.Release.migrate()');
}

function noCluster(): Refusal {
  return new Refusal({
    property: 'run',
    value: 'ReleaseCommand.rpc',
    why: 'the release is in no cluster, so there is no member that could evaluate it',
    allowed: 'ReleaseCommand.rpc for a release with a cluster',
    fix: 'give the release its `cluster`, or use ReleaseCommand.eval',
  });
}
