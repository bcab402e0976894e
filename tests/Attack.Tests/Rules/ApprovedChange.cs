using Infra.Attack.Tests.World;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.GitHub.Tests.Server;
using Infra.Pipeline.Gating;

namespace Infra.Attack.Tests.Rules;

/// <summary>A change of stacks/rules/waivers.yaml on its way to production, which everybody approved whom it needs but somebody of the role rules. Vikram and Kavya are owners.</summary>
public sealed class ApprovedChange : IAsyncLifetime
{
    public const long Vikram = 90210004;
    public const long Kavya = 90210009;

    // Business hours of a Tuesday in Kolkata, and no freeze is near.
    internal static readonly DateTimeOffset Now = new(2026, 7, 14, 4, 30, 0, TimeSpan.Zero);

    /// <summary>The business approves, and one more because the first apply has a high risk.</summary>
    internal static readonly string[] Others = ["vikram", "nisha"];

    private SignedWorld? world;
    private Envelope? envelope;

    internal SignedWorld World => world!;

    internal Envelope Envelope => envelope!;

    /// <summary>What owners have to name.</summary>
    internal string Digest => DigestOf(World, Envelope);

    internal string Yes => $"I approve the rules {Digest}";

    internal string No => $"I refuse the rules {Digest}";

    public async ValueTask InitializeAsync()
    {
        world = await StartAsync();
        world.Git.Files.Write("stacks/rules/waivers.yaml", world.Git.Files.Read("stacks/rules/waivers.yaml") + "# changed\n");
        envelope = await ChangedRules.SealAsync(world);
        await ApproveAsync(world, envelope, Others);
    }

    public ValueTask DisposeAsync()
    {
        world?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A company after its bootstrap, at a time when changes are approved.</summary>
    internal static Task<SignedWorld> StartAsync() => SignedWorld.StartAsync("2026-07-14T04:30:00Z");

    /// <summary>The platform, the security and the compliance team approve, and whoever else.</summary>
    internal static async Task ApproveAsync(SignedWorld world, Envelope envelope, params string[] others)
    {
        foreach (string person in (string[])["asha", "meera", "dev", .. others])
        {
            await ChangedRules.ApproveAsync(world, envelope, person, person switch { "asha" => "platform_team", "meera" => "security_team", "dev" => "compliance_team", _ => "business_owner" });
        }
    }

    internal static string DigestOf(SignedWorld world, Envelope envelope) => new RulesBundle("", envelope.Seal.Program, world.Repository().Rules()).Content;

    /// <summary>What the issue about a change begins with.</summary>
    internal static string MarkerOf(string digest) => $"<!-- infra:owners-{digest["sha256:".Length..][..40]} -->\nWhat do owners say?\n";

    /// <summary>A GitHub whose clock goes right.</summary>
    internal static async Task<GitHubServer> GitHubAsync(int pageSize = 100)
    {
        GitHubServer server = await GitHubServer.StartAsync(prism: null, pageSize: pageSize);
        (server.Time, server.SaysTime) = (Now, true);
        return server;
    }

    /// <summary>What the gate finds.</summary>
    internal async Task<GateFinding> FindingAsync(GitHubServer server) => Of(await ChangedRules.JudgeAsync(World, Envelope, server));

    internal static GateFinding Of(GateRun run) => run.Report.Verdicts.Single(v => v.Gate == GateName.ApprovalsMet).Finding;
}
