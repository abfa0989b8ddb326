/** An owner of SDK clients in a process of its own: makes the calls of its argument, prints the answers, disposes of nothing. */
import { AwsServices } from '../../run';

interface Order {
  readonly folder: string;
  readonly commands: readonly string[];
  readonly target: ConstructorParameters<typeof AwsServices>[0]['target'];
}

const { folder, commands, target } = JSON.parse(process.argv[2] ?? '') as Order;
const aws = new AwsServices({ target, region: 'us-east-1', folders: [folder] });
for (const command of commands) {
  void aws.call('sqs', command, {}, new AbortController().signal).then((answer) => console.log(JSON.stringify(answer)));
}
