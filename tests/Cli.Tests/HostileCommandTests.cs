using System.CommandLine;
using Infra.Model.Backends;
using Command = System.CommandLine.Command;

namespace Infra.Cli.Tests;

/// <summary>Every command of the tree with hostile text in every place that takes a text, over records that are hostile too. A new command without a line here fails.</summary>
public sealed class HostileCommandTests(HostileWorld world) : IClassFixture<HostileWorld>
{
    // A call of each command that is as good as this world allows; arguments first. None of them is told --yes.
    private static readonly Dictionary<string, string[]> Calls = new(StringComparer.Ordinal)
    {
        ["add app"] = ["returns", "--tenant", "marketplace", "--team", "catalog", "--dry-run"],
        ["add bucket"] = ["dev", "exports", "--dry-run"],
        ["add environment"] = ["lab", "--project", "setu-lab-271828", "--tier", "development", "--region", "asia-south1", "--budget", "1", "--dry-run"],
        ["add pool"] = ["dev", "batch", "--machine-type", "e2-standard-8", "--dry-run"],
        ["add region"] = ["dev", "asia-south2", "--dry-run"],
        ["add secret"] = ["orders-db-password", "--consumer", "search", "--dry-run"],
        ["add tenant"] = ["finance", "--team", "ledger", "--dry-run"],
        ["approvals key"] = [],
        ["approvals list"] = [HostileWorld.Envelope],
        ["approvals owners"] = ["prod"],
        ["approvals revoke"] = [HostileWorld.Envelope, "--id", "abc"],
        ["approve"] = [HostileWorld.Envelope, "--role", "platform_team"],
        ["apps diff"] = ["dev", "--head", HostileWorld.Branch],
        ["apps list"] = ["dev", "--live"],
        ["apps order"] = ["dev"],
        ["audit recover"] = [],
        ["audit show"] = [],
        ["audit verify"] = [],
        ["bootstrap"] = ["--list-steps"],
        ["check"] = [],
        ["cloud delete"] = ["staging", "nothing"],
        ["cloud edit"] = ["staging", "nothing", "a", "b"],
        ["cloud show"] = ["staging", "projects/setu-staging-628350/global/firewalls/setu-staging-deny-ingress"],
        ["completion bash"] = [],
        ["completion fish"] = [],
        ["completion suggest"] = ["infra"],
        ["completion zsh"] = [],
        ["compliance report"] = ["dev"],
        ["config get"] = ["dev", "infra:tier"],
        ["config set"] = ["dev", "infra:labels.owner", "platform-team"],
        ["demo prepare"] = [],
        ["destroy"] = ["dev"],
        ["doctor"] = ["dev"],
        ["drift"] = ["staging"],
        ["evidence"] = ["HealthGood", "--plan", HostileWorld.Envelope, "--facts", ".infra/facts.json", "--source", HostileWorld.Trouble, "--out", ".infra/evidence.json"],
        ["freeze approve"] = ["prod", "--role", "cto", "--reason", HostileWorld.Trouble, "--until", "2026-11-21T06:00:00Z"],
        ["freeze check"] = ["prod"],
        ["freeze list"] = [],
        ["freeze override"] = ["prod", "--reason", HostileWorld.Trouble, "--until", "2026-11-21T06:00:00Z"],
        ["freeze review"] = ["prod", "--id", "abc", "--reason", HostileWorld.Trouble],
        ["freeze revoke"] = ["prod", "--id", "abc", "--reason", HostileWorld.Trouble],
        ["gate"] = ["staging", "--plan", HostileWorld.Envelope],
        ["github comment"] = ["--pull-request", "7", "--marker", "dev", "--file", ".infra/text.md"],
        ["github issue"] = ["--marker", "dev", "--title", HostileWorld.Trouble, "--file", ".infra/text.md"],
        ["github sync"] = ["--check"],
        ["graph"] = ["staging"],
        ["hotfix"] = ["staging", "--app", HostileWorld.Fix, "--reason", HostileWorld.Trouble],
        ["import"] = ["staging", "gcp:storage/bucket:Bucket", "nothing", "nothing"],
        ["init"] = ["--from", ".infra/text.md"],
        ["outputs"] = ["staging"],
        ["policy check"] = ["dev"],
        ["policy explain"] = ["GKE001"],
        ["policy list"] = [],
        ["preview"] = ["staging"],
        ["promote"] = ["dev", "staging", "--reason", HostileWorld.Trouble],
        ["refresh"] = ["staging"],
        ["remove app"] = ["delivery", "--secrets", "--dry-run"],
        ["remove tenant"] = ["finance", "--dry-run"],
        ["render"] = ["dev", "--check"],
        ["rollback"] = ["staging", "--reason", HostileWorld.Trouble],
        ["rollout"] = ["prod"],
        ["sbom"] = [],
        ["secrets"] = ["staging"],
        ["versions"] = [],
        ["state export"] = ["staging"],
        ["state import"] = ["staging", ".infra/text.md"],
        ["state mv"] = ["staging", "nothing", "something"],
        ["state rm"] = ["staging", "nothing"],
        ["state show"] = ["staging"],
        ["state unlock"] = ["staging"],
        ["state verify"] = ["staging"],
        ["status"] = ["staging", "--live"],
        ["up"] = ["staging", "--plan", HostileWorld.Envelope],
        ["whoami"] = [],
        ["workflows"] = ["--check"],
    };

    /// <summary>The commands of the tree.</summary>
    public static TheoryData<string> Commands => [.. Leaves(Tree()).Select(c => c.Name)];

    [Fact]
    public void Every_command_has_a_call_here() => Assert.Equal(Leaves(Tree()).Select(c => c.Name).Order(StringComparer.Ordinal), Calls.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task No_text_of_strangers_does_harm_in_any_format_argument_or_option(string name)
    {
        Command command = Leaves(Tree()).Single(c => c.Name == name).Command;
        foreach ((string[] call, string format) in Formats(command, Calls[name]).Concat(Variations(command, Calls[name]).Select(c => (c, "tree"))))
        {
            using StringWriter data = new();
            using StringWriter said = new();

            int exitCode = await world.Files.RunAsync(world.Meant([.. name.Split(' '), .. call]), data, said);

            string shown = $"infra {name} {string.Join(' ', call.Select(c => c == HostileWorld.Trouble ? "TROUBLE" : c))}";
            Assert.True(exitCode != (int)ExitCode.Internal, $"{shown}\n{said}");
            Assert.True(HostileText.HarmInTerminal(said.ToString()) is [], $"{shown}\n{string.Join('\n', HostileText.HarmInTerminal(said.ToString()))}\n{said}");
            Assert.True(Harm(format, data.ToString()) is { Count: 0 }, $"{shown}\n{string.Join('\n', Harm(format, data.ToString()))}\n{data}");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task An_option_without_its_value_is_told_so_whatever_else_is_judged_together(string name)
    {
        Command command = Leaves(Tree()).Single(c => c.Name == name).Command;
        foreach (Option option in command.Options.Where(o => o.Arity.MinimumNumberOfValues > 0))
        {
            using StringWriter data = new();
            using StringWriter said = new();

            int exitCode = await world.Files.RunAsync(world.Meant([.. name.Split(' '), .. Without(Calls[name], option.Name), option.Name]), data, said);

            Assert.True(exitCode == (int)ExitCode.Configuration && said.ToString().Contains($"Required argument missing for option: '{option.Name}'", StringComparison.Ordinal), $"infra {name} {option.Name}: {exitCode}\n{said}");
        }
    }

    [Theory]
    [InlineData("apps list")]
    [InlineData("audit show")]
    [InlineData("drift")]
    [InlineData("evidence")]
    [InlineData("freeze list")]
    [InlineData("github sync")]
    [InlineData("status")]
    public Task The_hostile_text_is_there_to_be_seen(string name) => SeenAsync(world, name);

    // These say it once: the second run finds the branch of the first.
    [Theory]
    [InlineData("hotfix")]
    [InlineData("promote")]
    public async Task The_hostile_text_is_in_the_text_of_a_pull_request(string name)
    {
        HostileWorld fresh = new();
        await using (fresh)
        {
            await fresh.InitializeAsync();
            await SeenAsync(fresh, name);
        }
    }

    private static string[] Without(string[] call, string option) => Array.IndexOf(call, option) is >= 0 and var at ? [.. call[..at], .. call[(at + 2)..]] : call;

    private static async Task SeenAsync(HostileWorld world, string name)
    {
        (string output, _) = await world.RunAsync([.. name.Split(' '), .. Calls[name]]);

        Assert.Contains("harm ", output, StringComparison.Ordinal);
        Assert.Contains("evil.example", output, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Harm(string format, string data) => format switch
    {
        "json" or "sarif" => HostileText.HarmInJson(data),
        "markdown" => [.. HostileText.HarmInTerminal(data), .. HostileText.Markup(data)],
        "mermaid" => [.. HostileText.HarmInTerminal(data), .. data.Split('\n').Where(l => l.Count(c => c == '"') is not (0 or 2))],
        "html" => [.. HostileText.HarmInTerminal(data), .. new[] { "<script>alert", "<img" }.Where(s => data.Contains(s, StringComparison.Ordinal))],
        _ => HostileText.HarmInTerminal(data),
    };

    private static IEnumerable<(string[] Call, string Format)> Formats(Command command, string[] call)
    {
        string[] formats = command.Options.FirstOrDefault(o => o.Name == "--format")?.HelpName?.Split('|') ?? [];
        return formats.Length == 0 ? [(call, IsJson(command) ? "json" : "tree")] : formats.Select(f => ((string[])[.. call, "--format", f], f));
    }

    // These write JSON alone.
    private static bool IsJson(Command command) => command.Name is "sbom" or "export";

    // The call once for each place of a text, with a hostile text there.
    private static IEnumerable<string[]> Variations(Command command, string[] call)
    {
        for (int i = 0; i < command.Arguments.Count; i++)
        {
            string[] given = [.. call.TakeWhile(c => !c.StartsWith("--", StringComparison.Ordinal))];
            yield return [.. given.Take(i), HostileWorld.Trouble, .. given.Skip(i + 1), .. call.Skip(given.Length)];
        }

        foreach (Option option in command.Options.Where(o => o.Arity.MaximumNumberOfValues > 0 && o.ValueType != typeof(bool) && o.Name is not ("--help" or "--version")))
        {
            int at = Array.IndexOf(call, option.Name);
            yield return at < 0 ? [.. call, option.Name, HostileWorld.Trouble] : [.. call[..(at + 1)], HostileWorld.Trouble, .. call[(at + 2)..]];
        }
    }

    private static Command Tree()
    {
        using Workspace workspace = new();
        return CommandTree.Root(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null));
    }

    private static IEnumerable<(string Name, Command Command)> Leaves(Command command, string path = "") => command.Subcommands.Count == 0
        ? [(path, command)]
        : command.Subcommands.SelectMany(s => Leaves(s, path.Length == 0 ? s.Name : $"{path} {s.Name}"));
}
