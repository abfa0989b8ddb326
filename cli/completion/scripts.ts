/** What shells run to complete: they hand over the words, and know files themselves. */

/** A line that says that files may stand there too; no name begins so. */
export const FILES = ':files';

/** Between a word and what it is. */
export const BEFORE_HELP = '\t';

export const SCRIPTS = {
  bash: `# stepwise completion bash
_stepwise() {
  local line current="\${COMP_WORDS[COMP_CWORD]}" files=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == '${FILES}' ]]; then files=1; else COMPREPLY+=("$(printf '%q' "\${line%%$'\\t'*}")"); fi
  done < <(stepwise completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  if [[ $files ]]; then
    compopt -o filenames 2>/dev/null
    [[ $current == '=' ]] && current=
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$current")
  fi
}
complete -F _stepwise stepwise
`,
  zsh: `#compdef stepwise
# stepwise completion zsh
_stepwise() {
  local line files
  local -a found
  while IFS= read -r line; do
    if [[ $line == '${FILES}' ]]; then files=1; else found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}"); fi
  done < <(stepwise completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)
  (( \${#found} )) && _describe -V stepwise found
  [[ -n $files ]] && _files
}
compdef _stepwise stepwise
`,
  fish: `# stepwise completion fish
function __stepwise
  set -l words (commandline -opc) (commandline -ct)
  for line in (stepwise completion words -- $words[2..-1] 2>/dev/null)
    if test "$line" = '${FILES}'
      __fish_complete_path (commandline -ct)
    else
      echo $line
    end
  end
end
complete -c stepwise -f -a '(__stepwise)'
`,
} as const;
