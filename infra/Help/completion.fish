# Completion of infra and ./run for fish. For every shell from now on: infra completion fish > ~/.config/fish/completions/infra.fish
function __infra_suggest
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l found ($words[1] completion suggest -- $words[2..-1] "$current" 2>/dev/null)
    # Where nothing fits, a file is meant.
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path "$current"
    end
end
complete -c infra -f -a '(__infra_suggest)'
complete -c run -f -a '(__infra_suggest)'
