using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

/// <summary>Destroying an environment of the real cloud asks the calendar like every change. The Pulumi CLI is played by a program that writes down its calls.</summary>
public sealed class PulumiDestroyTests : IAsyncLifetime
{
    private const string Lunch = "2026-11-21T07:00:00Z";
    private const string Urn = "urn:pulumi:dev::infra::gcp:storage/bucket:Bucket::logs";

    // A bucket that is there, is planned to go, and goes.
    private const string Player = """
        #!/bin/sh
        echo "$*" >> "$(dirname "$0")/calls"
        case "$1 $2 $*" in
          "version  version") echo v3.259.0 ;;
          "stack export"*) echo '{"version":3,"deployment":{"manifest":{},"resources":[{"urn":"URN","custom":true,"type":"gcp:storage/bucket:Bucket","id":"logs"}]}}' ;;
          "destroy --stack"*--preview-only*) echo '{"steps":[{"op":"delete","urn":"URN","oldState":{"urn":"URN","custom":true,"type":"gcp:storage/bucket:Bucket","id":"logs","inputs":{"name":"logs"}},"detailedDiff":null}],"changeSummary":{"delete":1}}' ;;
          "destroy --stack"*--yes*)
            echo '{"sequence":1,"timestamp":1,"resOutputsEvent":{"metadata":{"op":"delete","urn":"URN","type":"gcp:storage/bucket:Bucket","old":null,"new":null,"detailedDiff":null,"logical":true,"provider":""}}}'
            echo '{"sequence":2,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{"delete":1},"PolicyPacks":{},"isPreview":false,"result":"succeeded"}}' ;;
          *) echo "no such call: $*" >&2; exit 99 ;;
        esac

        """;

    private readonly Workspace workspace = new() { Packages = PackageKind.Official, Clock = new SetClock(Lunch) };
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-destroy-").FullName;

    private string recorder = "";

    public PulumiDestroyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        string program = Path.Combine(home, "pulumi");
        File.WriteAllText(program, Player.Replace("URN", Urn, StringComparison.Ordinal));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        workspace.Variables["PATH"] = $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        workspace.Variables["USER"] = "builder";
    }

    // Whoever destroys signs with the key of the environment, as its apply identity.
    public async ValueTask InitializeAsync()
    {
        recorder = await workspace.BeginRecordsAsync();
        workspace.Google.Identity = "dev";
    }

    public ValueTask DisposeAsync()
    {
        workspace.Dispose();
        Directory.Delete(home, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Without_a_freeze_it_goes_on_between_two_records()
    {
        (string output, int exitCode) = await DestroyAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("Done: 1 deleted in dev.", output, StringComparison.Ordinal);
        Assert.Contains("destroy --stack dev --yes --json --non-interactive --color never", Calls());
        Assert.Equal(["begin ", "end succeeded"], await RecordsAsync());
    }

    [Fact]
    public async Task In_a_freeze_it_is_refused_before_Pulumi_deletes_anything_and_says_until_when_and_what_opens_it()
    {
        Freeze();

        (string output, int exitCode) = await DestroyAsync();

        Assert.Equal(10, exitCode);
        Assert.Contains("error: dev at 2026-11-21 12:30 +05:30, class major: blocked until 2026-11-24 00:00 +05:30.", output, StringComparison.Ordinal);
        Assert.Contains("error: Nothing was done.", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls(), c => c.Contains("--yes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_signed_override_opens_it_and_both_are_on_the_record()
    {
        Freeze();
        foreach ((string person, string role) in ((string, string)[])[("leela", "incident_commander"), ("vikram", "cto")])
        {
            SignedBy(person);
            (string approved, int approve) = await workspace.RunAsync(["freeze", "approve", "dev", "--backend", "pulumi", "--role", role, "--reason", "leaked data, INC-7", "--until", "2026-11-21T08:00:00Z"]);
            Assert.True(approve == 0, approved);
        }

        workspace.Variables["INFRA_SIGNING_KEY"] = recorder;
        (string opened, int open) = await workspace.RunAsync(["freeze", "override", "dev", "--backend", "pulumi", "--reason", "leaked data, INC-7", "--until", "2026-11-21T08:00:00Z"]);
        Assert.True(open == 0, opened);

        (string output, int exitCode) = await DestroyAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("Opened by the override of builder until 2026-11-21 13:30 +05:30, approved by vikram (cto) and leela (incident_commander): leaked data, INC-7.", output, StringComparison.Ordinal);
        Assert.Equal(["begin ", "end succeeded"], await RecordsAsync());
        Assert.Equal(0, (await workspace.RunAsync(["audit", "verify", "--backend", "pulumi"])).ExitCode);
    }

    [Fact]
    public async Task A_freeze_that_begins_while_somebody_is_asked_refuses_it_on_the_record()
    {
        Freeze();
        SetClock clock = new("2026-11-20T18:29:00Z");
        workspace.Clock = clock;
        using StringWriter output = new();

        int exitCode = await workspace.RunAsync(["destroy", "dev", "--backend", "pulumi"], output, output, new Slowly(() => clock.Now = clock.Now.AddMinutes(2)));

        Assert.Equal(10, exitCode);
        Assert.DoesNotContain(Calls(), c => c.Contains("--yes", StringComparison.Ordinal));
        Assert.Equal(["begin ", "end refused"], await RecordsAsync());
    }

    private Task<(string Output, int ExitCode)> DestroyAsync() => workspace.RunAsync(["destroy", "dev", "--backend", "pulumi", "--yes", "--reason", "dev moves"]);

    private string[] Calls() => File.ReadAllLines(Path.Combine(home, "calls"));

    private async Task<string[]> RecordsAsync()
    {
        (string output, int exitCode) = await workspace.RunAsync(["audit", "show", "--backend", "pulumi", "--action", "destroy", "--format", "json"]);
        Assert.True(exitCode == 0, output);
        return [.. System.Text.RegularExpressions.Regex.Matches(output, "\"phase\":\"(begin|end)\".*?\"outcome\":(?:\"(.*?)\"|null)").Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}")];
    }

    // Three days of a full freeze of dev, around now.
    private void Freeze() => workspace.Replace(
        "stacks/delivery/calendar.yaml", "\nfreezes:\n", "\nfreezes:\n  migration:\n    first: \"2026-11-21\"\n    last: \"2026-11-23\"\n    level: full\n    environments:\n      - dev\n    reason: The data moves\n    source: https://setu-retail.example/moves\n");

    private void SignedBy(string person)
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        workspace.Variables["INFRA_SIGNING_KEY"] = key.ExportPkcs8PrivateKeyPem();
        string email = $"      - {person}@setu-retail.example\n";
        workspace.Replace(
            "stacks/delivery/approvals.yaml", email, $"{email}    keys:\n      first:\n        publicKey: {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}\n        from: \"2026-01-01T00:00:00Z\"\n        until: \"2027-01-01T00:00:00Z\"\n");
    }

    private sealed class Slowly(Action meanwhile) : TextReader
    {
        public override string ReadLine()
        {
            meanwhile();
            return "yes";
        }
    }
}
