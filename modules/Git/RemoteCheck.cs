using System.Text;
using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Git;

/// <summary>Makes sure that an address leads where <c>stacks/</c> say: what is read there is believed, and what is written there counts.</summary>
/// <param name="meant">The repository that is meant.</param>
/// <param name="isJob">Whether this is a job.</param>
public sealed partial class RemoteCheck(Func<RemotePlace> meant, bool isJob)
{
    private readonly HashSet<string> good = new(StringComparer.Ordinal);

    /// <summary>Refuses an address that leads elsewhere once git has rewritten it, and settings that would start a command.</summary>
    /// <param name="git">The process whose settings count.</param>
    /// <param name="remote">The name of a remote, or an address.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It does not lead there; everything that is wrong is named.</exception>
    public async Task RequireAsync(GitProcess git, string remote, CancellationToken cancellation)
    {
        if (good.Contains(remote))
        {
            return;
        }

        RemotePlace place = meant();
        string[] keys = await KeysAsync(git, cancellation);
        string[] addresses = await AddressesAsync(git, remote, cancellation);
        string[] problems =
        [
            .. addresses.Length == 0 ? (string[])[$"There is no remote {Shown(remote)}. Make it: `git remote add {Shown(remote)} {place.Address}`."] : [],
            .. addresses.Distinct(StringComparer.Ordinal).Where(a => !place.Is(a, allowsSsh: !isJob)).Select(a =>
                $"{Shown(remote)} leads to {Shown(a)}, and {place.Source} names {place.Address}: nothing else is believed, and only https{(isJob ? "" : " and ssh")} proves which server answers. Take INFRA_AUDIT_REMOTE or the setting of git (remote.*, url.*.insteadOf) away, or `git remote set-url {Named(remote)} {place.Address}`."),
            .. keys.Where(IsCommand).Select(k => $"The setting {Shown(k)} of git starts a command, names another server or believes any. Take it away: `git config --unset-all {Shown(k)}`."),
            .. keys.Where(k => isJob && !IsCommand(k) && !InJob().IsMatch(k)).Select(k => $"The setting {Shown(k)} of this clone is none that a job needs, so nobody knows where it leads. Take it away: `git config --unset-all {Shown(k)}`."),
        ];
        if (problems.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
        }

        good.Add(remote);
    }

    private static bool IsCommand(string key) => Command().IsMatch(key);

    // A job reads no settings but those of its clone; a person's own count for them, and are looked at all the same.
    private async Task<string[]> KeysAsync(GitProcess git, CancellationToken cancellation)
    {
        string[] which = isJob ? ["--local"] : [];
        return [.. Lines(await git.RunAsync(["config", .. which, "--list", "-z", "--name-only"], [0], cancellation), '\0').Distinct(StringComparer.Ordinal)];
    }

    private static async Task<string[]> AddressesAsync(GitProcess git, string remote, CancellationToken cancellation)
    {
        if (!Name().IsMatch(remote))
        {
            // What a push would rewrite, and a fetch would not.
            (int exitCode, byte[] rewritten, _) = await git.ExecuteAsync(["config", "-z", "--get-regexp", "^url\\..*\\.pushinsteadof$"], cancellation);
            IEnumerable<string> pushed = exitCode == 0
                ? Lines(rewritten, '\0').Select(s => s.Split('\n', 2)).Where(s => s.Length == 2 && remote.StartsWith(s[1], StringComparison.Ordinal)).Select(s => s[0]["url.".Length..^".pushinsteadof".Length] + remote[s[1].Length..])
                : [];
            return [.. Lines(await git.RunAsync(["ls-remote", "--get-url", remote], [0], cancellation), '\n'), .. pushed];
        }

        (int known, byte[] fetched, _) = await git.ExecuteAsync(["remote", "get-url", "--all", remote], cancellation);
        (_, byte[] sent, _) = await git.ExecuteAsync(["remote", "get-url", "--all", "--push", remote], cancellation);
        return known == 0 ? [.. Lines(fetched, '\n'), .. Lines(sent, '\n')] : [];
    }

    private static IEnumerable<string> Lines(byte[] output, char end) => Encoding.UTF8.GetString(output).Split(end, StringSplitOptions.RemoveEmptyEntries);

    private static string Named(string remote) => Name().IsMatch(remote) ? remote : "origin";

    private static string Shown(string text) => Printable.Text(Printable.Cut(new CredentialMask().Apply(text), 200));

    [GeneratedRegex("\\A[A-Za-z0-9_][A-Za-z0-9_-]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex("\\A(remote\\..*\\.(vcs|uploadpack|receivepack|proxy|proxyauthmethod)|http\\.(.*\\.)?sslverify)\\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex(
        "\\A(core\\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase|precomposeunicode|symlinks|autocrlf|eol|longpaths)|remote\\.[^.]+\\.(url|fetch|tagopt|promisor|partialclonefilter)|branch\\..*|user\\..*|extensions\\.(objectformat|partialclone|refstorage)|gc\\..*|init\\..*|advice\\..*|submodule\\.active|commit\\.gpgsign|http\\.https://[^/]*/\\.extraheader)\\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex InJob();
}
