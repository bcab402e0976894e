using Infra.Cli.Tests;
using Infra.Git;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Redirects;

/// <summary>What is believed is read from the repository and the server that stacks/ name, whatever variables and settings say.</summary>
public sealed class RedirectTests : IDisposable
{
    private const string Origin = "https://github.com/setu-retail/platform";

    private readonly string elsewhere = Directory.CreateTempSubdirectory("infra-elsewhere-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Ran => Path.Combine(elsewhere, "ran");

    private string Forged => Path.Combine(elsewhere, "forged.git");

    public void Dispose() => Directory.Delete(elsewhere, recursive: true);

    public static TheoryData<string> Addresses =>
    [
        "https://github.com/mallory/platform",
        "https://github.com.evil.example/setu-retail/platform",
        "https://evil.example/setu-retail/platform",
        "https://github.com@evil.example/setu-retail/platform",
        "https://evil.example/https://github.com/setu-retail/platform",
        "http://github.com/setu-retail/platform",
        "git://github.com/setu-retail/platform",
        "https://github.com:8443/setu-retail/platform",
        "git@evil.example:setu-retail/platform",
        "mallory@github.com:setu-retail/platform",
        "ssh://-oProxyCommand=touch/setu-retail/platform",
        "ext::sh -c touch% RAN",
        "FORGED",
        "file://FORGED",
        "../forged.git",
        "https://github.com/setu-retail/platform/../../mallory/platform",
        "https://github.com/setu-retail/platform?x=1",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_variable_does_not_lead_the_record_elsewhere(string address)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Files.Variables["INFRA_AUDIT_REMOTE"] = Meant(address);

        await RefusedAsync(git, "nothing else is believed");
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_remote_does_not_lead_the_record_elsewhere(string address)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", "remote.origin.url", Meant(address));

        await RefusedAsync(git, "nothing else is believed");
    }

    [Theory]
    [InlineData("url.FORGED.insteadOf", Origin)]
    [InlineData("url.https://evil.example/.insteadOf", "https://github.com/")]
    [InlineData("url.FORGED.pushInsteadOf", Origin)]
    [InlineData("remote.origin.pushurl", "FORGED")]
    public async Task A_setting_that_rewrites_addresses_does_not_lead_the_record_elsewhere(string key, string value)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", Meant(key), Meant(value));

        await RefusedAsync(git, "nothing else is believed");
    }

    [Theory]
    [InlineData("url.FORGED.insteadOf", Origin)]
    [InlineData("url.FORGED.pushInsteadOf", Origin)]
    public async Task A_setting_that_rewrites_addresses_does_not_lead_a_named_address_elsewhere(string key, string value)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", Meant(key), value);
        git.Files.Variables["INFRA_AUDIT_REMOTE"] = Origin;

        await RefusedAsync(git, "nothing else is believed");
    }

    [Theory]
    [InlineData("remote.origin.vcs", "ext")]
    [InlineData("remote.origin.uploadpack", "touch RAN")]
    [InlineData("remote.origin.receivepack", "touch RAN")]
    [InlineData("remote.origin.proxy", "http://evil.example")]
    [InlineData("http.sslVerify", "false")]
    [InlineData("http.https://github.com/.sslVerify", "false")]
    public async Task A_setting_that_starts_a_command_or_believes_any_server_is_refused(string key, string value)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", key, Meant(value));

        await RefusedAsync(git, "starts a command, names another server or believes any. Take it away: `git config --unset-all");
        Assert.False(File.Exists(Ran), "the command ran");
    }

    [Theory]
    [InlineData("include.path", "FORGED")]
    [InlineData("includeIf.gitdir:/.path", "FORGED")]
    [InlineData("http.sslCAInfo", "FORGED")]
    [InlineData("http.proxy", "http://evil.example")]
    [InlineData("http.https://github.com/.proxy", "http://evil.example")]
    [InlineData("http.cookieFile", "FORGED")]
    [InlineData("credential.helper", "!touch RAN")]
    [InlineData("core.sshCommand", "touch RAN")]
    [InlineData("core.gitProxy", "touch RAN")]
    [InlineData("core.askPass", "touch RAN")]
    [InlineData("core.hooksPath", "FORGED")]
    [InlineData("protocol.ext.allow", "always")]
    [InlineData("extensions.worktreeConfig", "true")]
    [InlineData("core.alternateRefsCommand", "touch RAN")]
    public async Task In_a_job_a_setting_of_the_clone_that_no_job_needs_is_refused(string key, string value)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", key, Meant(value));
        git.Files.Variables["CI"] = "true";

        await RefusedAsync(git, "is none that a job needs, so nobody knows where it leads.");
        Assert.False(File.Exists(Ran), "the command ran");
    }

    [Theory]
    [InlineData("--upload-pack=touch RAN")]
    [InlineData("-utouch RAN")]
    [InlineData("--receive-pack=touch RAN")]
    [InlineData("--exec=touch RAN")]
    [InlineData("--help")]
    public async Task A_remote_that_begins_with_a_dash_is_no_option_of_git(string value)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Files.Variables["INFRA_AUDIT_REMOTE"] = Meant(value);
        git.Git("config", "remote.origin.url", Forged);

        foreach (string[] command in (string[][])[["audit", "show", "--backend", "pulumi"], ["promote", "dev", "staging", "--backend", "pulumi"]])
        {
            (string output, int exitCode) = await git.Files.RunAsync(command);
            Assert.NotEqual(0, exitCode);
            Assert.Contains("begins with a dash, and git would take it for an option.", output, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Ran), "the command ran");
    }

    [Theory]
    [InlineData("--output=RAN")]
    [InlineData("-ORAN")]
    [InlineData("HEAD")]
    [InlineData("main")]
    public async Task A_commit_of_a_file_or_a_server_is_no_option_and_no_name(string commit)
    {
        using GitWorkspace git = await ClonedAsync();
        GitProcess asked = new(git.Files.Folder);

        foreach (Func<Task> ask in (Func<Task>[])
        [
            () => asked.ChangedAsync(null, Meant(commit), Cancellation),
            () => asked.HistoryAsync(null, Meant(commit), Cancellation),
            () => asked.FilesAsync(Meant(commit), ["stacks"], Cancellation),
            () => asked.LastChangeAsync(Meant(commit), "stacks", Cancellation),
            () => asked.ObjectionsAsync(Meant(commit), Cancellation),
            () => asked.IsPlainMergeAsync(Meant(commit), new string('0', 40), Cancellation),
            () => asked.MergeBaseAsync(git.Git("rev-parse", "HEAD").Trim(), Meant(commit), Cancellation),
        ])
        {
            InfraException refusal = await Assert.ThrowsAsync<InfraException>(ask);
            Assert.Contains("is no commit: a commit is 40 or 64 hexadecimal digits.", refusal.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(Ran), "git wrote a file");
    }

    [Theory]
    [InlineData("post-checkout")]
    [InlineData("reference-transaction")]
    [InlineData("post-index-change")]
    [InlineData("pre-push")]
    public async Task A_hook_of_the_clone_does_not_run(string hook)
    {
        using GitWorkspace git = await ClonedAsync();
        string path = Path.Combine(git.Files.Folder, ".git", "hooks", hook);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\ntouch {Ran}\n", Cancellation);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        await new GitProcess(git.Files.Folder).RunAsync(["fetch", "--quiet", "--no-tags", Forged, "+refs/heads/main:refs/remotes/forged/main"], [0], Cancellation);
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 0, output);
        (output, exitCode) = await git.Files.RunAsync(["up", "dev", "--plan", ".infra/plan.json", "--yes"]);
        Assert.True(exitCode == 0, output);

        Assert.False(File.Exists(Ran), "the hook ran");
    }

    [Theory]
    [InlineData("ext::sh -c touch% RAN")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("git://127.0.0.1:1/x")]
    [InlineData("ftp://127.0.0.1:1/x")]
    public async Task Not_even_a_rehearsal_uses_a_transport_that_runs_a_command_or_proves_nothing(string address)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", "protocol.ext.allow", "always");
        git.Git("config", "protocol.allow", "always");

        (int exitCode, _, string complaint) = await new GitProcess(git.Files.Folder).ExecuteAsync(["ls-remote", Meant(address)], Cancellation);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("not allowed", complaint, StringComparison.Ordinal);
        Assert.False(File.Exists(Ran), "the command ran");
    }

    [Theory]
    [InlineData("GITHUB_API_URL", "https://evil.example/api/v3")]
    [InlineData("GITHUB_API_URL", "https://api.github.com.evil.example")]
    [InlineData("GITHUB_API_URL", "https://api.github.com/evil")]
    [InlineData("GITHUB_API_URL", "http://127.0.0.1:8080")]
    [InlineData("GITHUB_SERVER_URL", "https://evil.example")]
    [InlineData("GITHUB_SERVER_URL", "https://github.com.evil.example")]
    [InlineData("GITHUB_REPOSITORY", "mallory/platform")]
    public async Task A_variable_does_not_name_another_GitHub_than_stacks_do(string variable, string value)
    {
        using GitWorkspace git = await ClonedAsync();
        InJob(git);
        git.Files.Variables[variable] = value;

        (string output, int exitCode) = await git.Files.RunAsync(["audit", "show", "--backend", "pulumi"]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"{variable} is '{value}', and stacks/delivery/github.yaml", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ghs_", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSL_CERT_FILE")]
    [InlineData("SSL_CERT_DIR")]
    public async Task In_a_job_a_variable_does_not_say_whose_certificates_are_believed(string variable)
    {
        using GitWorkspace git = await ClonedAsync();
        InJob(git);
        git.Files.Variables[variable] = elsewhere;

        (string output, int exitCode) = await git.Files.RunAsync(["audit", "show", "--backend", "pulumi"]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"{variable} is set, and in a job no variable says whose certificates are believed.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GIT_SSH")]
    [InlineData("GIT_SSH_COMMAND")]
    [InlineData("GIT_PROXY_COMMAND")]
    [InlineData("GIT_ASKPASS")]
    [InlineData("SSH_ASKPASS")]
    [InlineData("GIT_SSL_CAINFO")]
    [InlineData("GIT_SSL_CAPATH")]
    [InlineData("GIT_SSL_NO_VERIFY")]
    [InlineData("SSL_CERT_FILE")]
    [InlineData("SSL_CERT_DIR")]
    [InlineData("CURL_CA_BUNDLE")]
    [InlineData("HTTP_PROXY")]
    [InlineData("ALL_PROXY")]
    [InlineData("all_proxy")]
    [InlineData("http_proxy")]
    [InlineData("GIT_ALLOW_PROTOCOL")]
    [InlineData("GIT_PROTOCOL_FROM_USER")]
    [InlineData("GIT_CONFIG_SYSTEM")]
    [InlineData("GIT_TEMPLATE_DIR")]
    [InlineData("GIT_EDITOR")]
    [InlineData("GIT_PAGER")]
    [InlineData("GIT_TRACE_CURL")]
    [InlineData("INFRA_SIGNING_KEY")]
    [InlineData("INFRA_GITHUB_APP_KEY")]
    [InlineData("PULUMI_CONFIG_PASSPHRASE")]
    [InlineData("GOOGLE_APPLICATION_CREDENTIALS")]
    public void A_variable_that_leads_elsewhere_or_is_a_secret_does_not_reach_git(string variable)
    {
        Dictionary<string, string?> environment = new(StringComparer.Ordinal) { [variable] = "elsewhere" };

        GitVariables.Apply(environment, new GitReach("https", IsJob: true, Judge: null));

        Assert.NotEqual("elsewhere", environment.GetValueOrDefault(variable));
    }

    [Theory]
    [InlineData("https://github.com/Setu-Retail/Platform.git")]
    [InlineData("https://x:" + "ghs_0123456789@github.com/setu-retail/platform")]
    [InlineData("git@github.com:setu-retail/platform.git")]
    [InlineData("ssh://git@github.com/setu-retail/platform")]
    public void The_forms_of_the_address_that_people_have_are_meant(string address) =>
        Assert.True(new RemotePlace("github.com", "setu-retail/platform", "stacks/delivery/github.yaml").Is(address, allowsSsh: true));

    [Theory]
    [InlineData("git@github.com:setu-retail/platform.git")]
    [InlineData("ssh://git@github.com/setu-retail/platform")]
    public void A_job_has_no_key_of_a_person_for_ssh(string address) =>
        Assert.False(new RemotePlace("github.com", "setu-retail/platform", "stacks/delivery/github.yaml").Is(address, allowsSsh: false));

    [Fact]
    public async Task A_rewriting_of_a_person_to_the_same_repository_over_ssh_is_meant()
    {
        using GitWorkspace git = await ClonedAsync();
        git.Git("config", "url.git@github.com:.insteadOf", "https://github.com/");
        Repository repository = Repository.Find(git.Files.Host(TextWriter.Null, TextWriter.Null, null));

        await new RemoteCheck(() => new RemotePlace("github.com", "setu-retail/platform", "stacks/delivery/github.yaml"), isJob: false).RequireAsync(repository.Git, "origin", Cancellation);
    }

    [Theory]
    [InlineData("https://x:" + "planted0secret@evil.example/a")]
    [InlineData("https://evil.example/a?access_token=planted0secret")]
    [InlineData("https://evil.example/a?x=1&private_token=planted0secret&y=2")]
    [InlineData("https://evil.example/a?url=https%3A%2F%2Fx%3Aplanted0secret%40evil.example%2Fa")]
    [InlineData("https%3A%2F%2Fx%3Aplanted0secret%40evil.example%2Fa")]
    [InlineData("https%253A%252F%252Fx%253Aplanted0secret%2540evil.example")]
    [InlineData("ssh://x:" + "planted0secret@evil.example:22/a/b")]
    public async Task A_credential_in_an_address_is_not_printed(string address)
    {
        using GitWorkspace git = await ClonedAsync();
        git.Files.Variables["INFRA_AUDIT_REMOTE"] = address;
        string record = await RefusedAsync(git, "nothing else is believed");
        git.Files.Variables.Remove("INFRA_AUDIT_REMOTE");
        InJob(git);
        git.Files.Variables["GITHUB_API_URL"] = address;
        string api = await RefusedAsync(git, "GITHUB_API_URL is ");

        Assert.DoesNotContain("planted0secret", record + api, StringComparison.Ordinal);
    }

    private static void InJob(GitWorkspace git)
    {
        foreach ((string name, string value) in new[] { ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_TOKEN", "ghs_0123456789012345") })
        {
            git.Files.Variables[name] = value;
        }
    }

    private static async Task<string> RefusedAsync(GitWorkspace git, string why)
    {
        (string output, int exitCode) = await git.Files.RunAsync(["audit", "show", "--backend", "pulumi"]);
        Assert.True(exitCode == 2, output);
        Assert.Contains(why, output, StringComparison.Ordinal);
        return output;
    }

    private string Meant(string text) => text.Replace("FORGED", Forged, StringComparison.Ordinal).Replace("RAN", Ran, StringComparison.Ordinal);

    // A clone of the company's repository, and a forged one beside it that anybody may write.
    private async Task<GitWorkspace> ClonedAsync()
    {
        GitWorkspace git = await GitWorkspace.CopyAsync("cloned", CloneAsync);
        Directory.Move(Path.Combine(git.Files.Folder, ".infra", "forged.git"), Forged);
        return git;
    }

    private static async Task<GitWorkspace> CloneAsync()
    {
        GitWorkspace git = new();
        string first = Path.Combine(git.Files.Folder, ".infra", "first.git");
        git.Git("init", "--quiet", "--bare", first);
        git.Git("remote", "add", "origin", first);

        // Records begin at a remote of this machine, and from then on it is the company's.
        git.Files.TrustsAddresses = true;
        _ = await git.Files.BeginRecordsAsync();
        git.Files.TrustsAddresses = false;
        await git.CommitAsync("first");
        git.Git("clone", "--quiet", "--bare", ".", Path.Combine(git.Files.Folder, ".infra", "forged.git"));
        git.Git("remote", "set-url", "origin", Origin);
        return git;
    }
}
