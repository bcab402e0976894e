#compdef infra ./run
# Completion of infra and ./run for zsh. For every shell from now on, behind compinit: infra completion zsh >> ~/.zshrc
_infra() {
  local -a found
  found=("${(@f)$("${(Q)words[1]}" completion suggest -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  found=("${(@)found:#}")
  # Where nothing fits, a file is meant.
  if (( ${#found} )); then compadd -- "${found[@]}"; else _files; fi
}
compdef _infra infra ./run
