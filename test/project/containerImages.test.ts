/** What a container image runs, by what its Dockerfile and the deployment say: the file on this machine, or why there is none. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesOnDisk, readProject } from '../../project';
import { codeOfImage, type ContainerImage } from '../../project/containerImage';
import { temporaryFolder } from '../harness/temporaryFolder';

type Folder = { readonly [file: string]: string };

const PY = 'def handler(event, context):\n    return event\n';
const JS = 'exports.handler = async (event) => event;\n';

/** Its code comes out of another stage, whose steps do not tell from where. */
const BUNDLED = `FROM node:22 AS build
COPY . /src
RUN /src/bundle.sh
FROM public.ecr.aws/lambda/nodejs:22
COPY --from=build /out/ ./
CMD ["ship.handler"]`;

/** `file export runtime`, with what the image sets. */
function codeOf(files: Folder, image: ContainerImage = {}): string {
  const folder = temporaryFolder(files);
  const relative = (file: string): string => path.relative(folder, file).replaceAll('\\', '/') || '.';
  const found = codeOfImage({ name: 'Mail', image: { context: folder, ...image }, folder }, filesOnDisk());
  if (found.problem !== undefined) return found.problem.replaceAll(folder, '');
  const { file, exportName, runtime = '?', codeDir, handler, environment, rootDirs } = found;
  const beside = rootDirs ? ` with ${rootDirs.slice(1).map(relative).join(', ')}` : '';
  const set = beside + (environment ? ` ${JSON.stringify(environment).replaceAll(folder, '')}` : '');
  return file === undefined
    ? `${handler} in ${relative(codeDir)} ${runtime}${set}`
    : `${relative(file)} ${exportName} of ${relative(codeDir)} ${runtime}${set}`;
}

const REMEDY = 'name its handler under "functions" in .vscode/stepwise.json, or mock the states that call it.';

test.each<[what: string, files: Folder, image: ContainerImage, code: string]>([
  [
    'the documented image of Python',
    {
      Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\nCOPY app.py ${LAMBDA_TASK_ROOT}\nCMD [ "app.handler" ]',
      'app.py': PY,
    },
    {},
    'app.py handler of . python3.12',
  ],
  [
    'a folder of the context, comments and continued lines',
    {
      Dockerfile: `# syntax=docker/dockerfile:1
FROM --platform=linux/arm64 \\
  # the runtime
  public.ecr.aws/lambda/nodejs:22
COPY package*.json ./
RUN npm ci && \\
    npm cache clean --force
COPY src/ \${LAMBDA_TASK_ROOT}/src/
cmd ["src/send.handler"]`,
      'src/send.js': JS,
    },
    {},
    'src/send.js handler of . nodejs22.x',
  ],
  [
    'a command of the deployment before that of the Dockerfile',
    {
      'docker/Dockerfile.mail': 'FROM amazon/aws-lambda-python:3.11\nCOPY mail .\nCMD ["one.handler"]',
      'mail/one.py': PY,
      'mail/two.py': PY,
    },
    { dockerfile: 'docker/Dockerfile.mail', command: ['two.handler'] },
    'mail/two.py handler of mail python3.11',
  ],
  [
    'stages: the build of TypeScript',
    {
      Dockerfile: `ARG NODE_VERSION=20
FROM public.ecr.aws/lambda/nodejs:\${NODE_VERSION} AS builder
WORKDIR /usr/app
COPY package.json index.ts ./
RUN npm run build
FROM public.ecr.aws/lambda/nodejs:\${NODE_VERSION}
WORKDIR \${LAMBDA_TASK_ROOT}
COPY --from=builder /usr/app/dist/* ./
CMD ["index.handler"]`,
      'index.ts': 'export const handler = 1;',
    },
    {},
    'index.ts handler of dist nodejs20.x',
  ],
  [
    'an image of Python alone with the client of AWS',
    {
      Dockerfile: `ARG FUNCTION_DIR="/function"
FROM python:3.12-slim AS build-image
ARG FUNCTION_DIR
COPY handlers/ \${FUNCTION_DIR}/handlers
RUN pip install --target \${FUNCTION_DIR} awslambdaric
FROM python:3.12-slim
ARG FUNCTION_DIR
WORKDIR \${FUNCTION_DIR}
COPY --from=build-image \${FUNCTION_DIR} \${FUNCTION_DIR}
ENTRYPOINT [ "/usr/local/bin/python", "-m", "awslambdaric" ]
CMD [ "handlers.mail.handler" ]`,
      'handlers/mail.py': PY,
    },
    {},
    'handlers/mail.py handler of . python3.12',
  ],
  [
    'a script that starts the client',
    {
      Dockerfile: 'FROM node:20-alpine\nWORKDIR /function\nCOPY . .\nENTRYPOINT ["./start.sh"]\nCMD ["app.handler"]',
      'start.sh':
        '#!/bin/sh\nif [ -z "$AWS_LAMBDA_RUNTIME_API" ]; then\n  exec aws-lambda-rie npx aws-lambda-ric "$@"\nfi\nexec npx aws-lambda-ric $1\n',
      'app.js': JS,
    },
    {},
    'app.js handler of . nodejs20.x',
  ],
  [
    'a stage by its name, with arguments',
    {
      Dockerfile: `ARG VERSION=3.9
FROM public.ecr.aws/lambda/python:\${VERSION} AS base
COPY common common
FROM base AS mail
COPY mail/app.py .
CMD app.handler
FROM base AS print
COPY print/app.py .
CMD ["app.handler"]`,
      'mail/app.py': PY,
      'print/app.py': PY,
      'common/text.py': '',
    },
    { target: 'mail', args: { VERSION: '3.13' } },
    'mail/app.py handler of mail python3.13 {"PYTHONPATH":""}',
  ],
  [
    'a folder beside the code, written with a slash at its end',
    {
      Dockerfile: `FROM public.ecr.aws/lambda/python:3.11
COPY common/ \${LAMBDA_TASK_ROOT}/common/
COPY mail/*.py \${LAMBDA_TASK_ROOT}/
CMD ["app.handler"]`,
      'mail/app.py': PY,
      'common/text.py': '',
    },
    {},
    'mail/app.py handler of mail python3.11 {"PYTHONPATH":""}',
  ],
  [
    'what the image sets, with paths as they are here',
    {
      Dockerfile: `FROM public.ecr.aws/lambda/python:3.12
ENV MODEL=/var/task/model.bin STAGE="dev one" PATH=/x:$PATH
ENV OLD form of it
ENV PYTHONPATH="\${LAMBDA_TASK_ROOT}/lib"
COPY model.bin app.py ./
COPY lib lib
CMD ["app.handler"]`,
      'app.py': PY,
      'model.bin': '',
      'lib/a.py': '',
    },
    {},
    'app.py handler of . python3.12 {"MODEL":"/model.bin","STAGE":"dev one","OLD":"form of it","PYTHONPATH":"/lib"}',
  ],
  [
    'a file under another name',
    {
      Dockerfile: 'FROM public.ecr.aws/lambda/nodejs:20\nCOPY main.mjs ./index.mjs\nCMD ["index.handler"]',
      'main.mjs': JS,
    },
    {},
    'main.mjs handler of . nodejs20.x',
  ],
  [
    'files of several folders that are laid into one, and a folder beside them',
    {
      Dockerfile: `FROM public.ecr.aws/lambda/nodejs:22
COPY handlers/*.js shared/*.js ./
COPY libs/money ./money
CMD ["ship.handler"]`,
      'handlers/ship.js': JS,
      'shared/cost.js': '',
      'libs/money/index.js': '',
    },
    {},
    'handlers/ship.js handler of handlers nodejs22.x with shared, libs',
  ],
  [
    'what .dockerignore leaves out',
    {
      Dockerfile: BUNDLED,
      '.dockerignore': '# not now\n\n**/old\n/e?amples/\n!kept/old\n[z-a]\nhalf[open\n',
      'services/ship.js': JS,
      'services/old/ship.js': JS,
      'examples/ship.js': JS,
    },
    {},
    'services/ship.js handler of services nodejs22.x',
  ],
  [
    'a .dockerignore that says what is taken',
    {
      Dockerfile: `FROM public.ecr.aws/lambda/python:3.13
COPY . /opt/shop
COPY services/ ./
ENV PYTHONPATH=/opt/shop RULES=/opt/shop/rules
CMD ["ship.handler"]`,
      '.dockerignore': '**\n!services/*.py\n!rules/**\n',
      'services/ship.py': PY,
      'services/old/ship.py': PY,
      'rules/fees.json': '{}',
    },
    {},
    'services/ship.py handler of services python3.13 {"RULES":"/rules","PYTHONPATH":""}',
  ],
  [
    'a .dockerignore that names the folder itself, which leaves nothing out',
    {
      Dockerfile: BUNDLED,
      '.dockerignore': './\n',
      'services/ship.js': JS,
    },
    {},
    'services/ship.js handler of services nodejs22.x',
  ],
  [
    'an executable of a custom runtime',
    {
      Dockerfile: `FROM golang:1.23 AS build
WORKDIR /src
COPY . .
RUN go build -o main
FROM public.ecr.aws/lambda/provided:al2023
COPY --from=build /src/main ./main
ENTRYPOINT [ "./main" ]`,
      'main.go': '',
    },
    {},
    'main in . provided.al2023',
  ],
  [
    'a handler of Java',
    { Dockerfile: 'FROM public.ecr.aws/lambda/java:21\nCOPY target/classes .\nCMD ["shop.Mail::handle"]' },
    {},
    'shop.Mail::handle in . java21',
  ],
  [
    'a web server behind the adapter',
    {
      Dockerfile: `FROM node:20-slim
COPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:0.9.0 /lambda-adapter /opt/extensions/lambda-adapter
COPY . .
CMD ["node", "server.js"]`,
    },
    {},
    'Mail is a container image with a web server behind the Lambda Web Adapter, which is not run here: mock the states that call it.',
  ],
  [
    'a program of its own',
    { Dockerfile: 'FROM debian:12\nENTRYPOINT exec /usr/bin/worker --all\nCMD ["x"]' },
    {},
    `Mail is a container image that starts "/usr/bin/worker --all", which is not run here: ${REMEDY}`,
  ],
  [
    'no command',
    { Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\nRUN <<EOF\nCMD ["app.handler"]\nEOF' },
    {},
    `Mail is a container image, and Dockerfile says no command that names its handler: ${REMEDY}`,
  ],
  [
    'a handler that is nowhere',
    { Dockerfile: 'FROM public.ecr.aws/lambda/python:3.12\nCMD ["app.handler"]' },
    {},
    `The handler "app.handler" of the container image Mail is in none of the files that Dockerfile copies: ${REMEDY}`,
  ],
  ['no Dockerfile', {}, {}, `Mail is a container image whose Dockerfile is not in the project: ${REMEDY}`],
])('%s', (_, files, image, code) => {
  expect(codeOf(files, image)).toBe(code);
});

const DOCKERFILE = 'FROM public.ecr.aws/lambda/python:3.12 AS out\nCOPY app.py ./\nCMD ["other.handler"]';
const CODE = { 'mail/build/Dockerfile': DOCKERFILE, 'mail/app.py': PY, 'other/Dockerfile': 'FROM scratch' };

test.each<[kind: string, files: Folder]>([
  [
    'SAM',
    {
      'template.yaml': `Resources:
  Mail:
    Type: AWS::Serverless::Function
    Properties:
      PackageType: Image
      ImageConfig: { Command: [app.handler] }
    Metadata: { DockerContext: ./mail, Dockerfile: build/Dockerfile, DockerBuildTarget: out }
`,
    },
  ],
  [
    'Serverless',
    {
      'serverless.yml': `service: shop
provider:
  name: aws
  runtime: nodejs20.x
  ecr: { images: { base: { path: mail, file: build/Dockerfile, buildOptions: [--target, out] } } }
functions:
  mail:
    image: { name: base, command: [app.handler] }
`,
    },
  ],
  [
    'CDK',
    {
      'cdk.json': '{ "app": "npx ts-node bin/app.ts" }',
      'bin/app.ts': `import { App, Stack } from 'aws-cdk-lib';
import { DockerImageCode, DockerImageFunction } from 'aws-cdk-lib/aws-lambda';
const stack = new Stack(new App(), 'Shop');
const code = DockerImageCode.fromImageAsset('mail', { file: 'build/Dockerfile', cmd: ['app.handler'], target: 'out' });
new DockerImageFunction(stack, 'Mail', { code });
`,
    },
  ],
  [
    'Terraform with its provider for Docker',
    {
      'main.tf': `resource "docker_image" "other" {
  name = "other"
  build { context = "other" }
}
resource "docker_image" "mail" {
  name = "\${aws_ecr_repository.mail.repository_url}:latest"
  build {
    context    = "\${path.module}/mail"
    dockerfile = "build/Dockerfile"
  }
}
resource "docker_registry_image" "mail" { name = docker_image.mail.name }
resource "aws_ecr_repository" "mail" { name = "mail" }
resource "aws_lambda_function" "mail" {
  function_name = "mail"
  package_type  = "Image"
  image_uri     = docker_registry_image.mail.name
  image_config { command = ["app.handler"] }
}
resource "aws_lambda_function" "later" {
  function_name = "later"
  package_type  = "Image"
  image_uri     = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/later:1"
}
`,
    },
  ],
  [
    'Terraform with a command',
    {
      'main.tf': `resource "aws_ecr_repository" "mail" { name = "mail" }
resource "null_resource" "build" {
  provisioner "local-exec" {
    command = <<EOT
      cd mail && docker buildx build --platform linux/amd64 -f build/Dockerfile --target out -t \${aws_ecr_repository.mail.repository_url}:v1 .
    EOT
  }
}
resource "aws_lambda_function" "mail" {
  function_name = "mail"
  package_type  = "Image"
  image_uri     = "\${aws_ecr_repository.mail.repository_url}:v1"
  image_config { command = ["app.handler"] }
}
`,
    },
  ],
  [
    "Terraform's module that builds",
    {
      'main.tf': `module "image" {
  source           = "terraform-aws-modules/lambda/aws//modules/docker-build"
  ecr_repo         = "mail"
  source_path      = "mail"
  docker_file_path = "build/Dockerfile"
}
module "mail" {
  source               = "terraform-aws-modules/lambda/aws"
  function_name        = "mail"
  package_type         = "Image"
  image_uri            = module.image.image_uri
  image_config_command = ["app.handler"]
}
`,
    },
  ],
])('%s', (_, files) => {
  const folder = temporaryFolder({ ...CODE, ...files });
  const all = readProject(folder).functions;
  const [mail] = all.filter(({ names }) => names.some((name) => /mail/i.test(name)));
  expect(all.some(({ names, file }) => names.includes('later') && file !== undefined)).toBe(false);
  expect([mail?.file && path.relative(folder, mail.file), mail?.exportName, mail?.runtime, mail?.problem]).toEqual([
    path.join('mail', 'app.py'),
    'handler',
    'python3.12',
    undefined,
  ]);
});
