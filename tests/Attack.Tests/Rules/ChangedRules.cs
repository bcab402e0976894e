using System.Text;
using Infra.Attack.Tests.World;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;

namespace Infra.Attack.Tests.Rules;

/// <summary>A change of the rules on its way to production of a real cloud.</summary>
internal static class ChangedRules
{
    private const string Planned = ".infra/plan.json";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Commits what is there, and seals it: a plan of the rehearsal as the real cloud would be given it.</summary>
    public static async Task<Envelope> SealAsync(SignedWorld world)
    {
        world.Git.Git("add", "--all");
        world.Git.Git("-c", "user.email=leela@setu-retail.example", "commit", "--quiet", "--message", "change");
        Dictionary<string, string> variables = new(world.Git.Files.Variables, StringComparer.Ordinal);
        world.Git.Files.Variables.Clear();
        (string output, int exitCode) = await world.Git.Files.RunAsync(["preview", "prod", "--seal", "--out", Planned]);
        Assert.True(exitCode is 0 or 5, output);
        foreach ((string name, string value) in variables)
        {
            world.Git.Files.Variables[name] = value;
        }

        Envelope envelope = EnvelopeJson.Read(Planned, Encoding.UTF8.GetBytes(world.Git.Files.Read(Planned)));
        return envelope with { Plan = envelope.Plan with { Backend = "pulumi" } };
    }

    /// <summary>Somebody approves by a signed record.</summary>
    public static async Task ApproveAsync(SignedWorld world, Envelope envelope, string person, string role)
    {
        world.As(person);
        ApprovalSubject subject = ApprovalSubject.Of(envelope);
        ApprovalRecord record = ApprovalWriting.Record(world.Host(), world.Repository(), world.Repository().Approvals(), subject, ApprovalRecordKind.Approve, "") with { Role = role };
        _ = await ApprovalWriting.AddAsync(world.Host(), world.Repository(), subject, record, "approve", Stop);
    }

    /// <summary>What all gates find. GitHub is guarded as stacks/ say, and Leela pushed the change to main.</summary>
    public static async Task<GateRun> JudgeAsync(SignedWorld world, Envelope envelope)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
        return await JudgeAsync(world, envelope, server);
    }

    /// <summary>The same, with a GitHub of which the test knows more.</summary>
    public static async Task<GateRun> JudgeAsync(SignedWorld world, Envelope envelope, GitHubServer server)
    {
        await SyncSample.Over(server, new JumpingClock()).ApplyAsync(_ => { }, Stop);
        string[] ids = [.. world.Git.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        foreach ((string id, string? parent) in ids.Zip(ids.Skip(1).Cast<string?>().Append(null)))
        {
            _ = server.Commit(id, "leela@setu-retail.example", parents: parent is null ? [] : [parent]);
        }

        for (int before = 0; before < ids.Length; before++)
        {
            server.Compare[$"{ids[before]}...{world.Head}"] = ids[..before];
        }

        server.Push("main", world.Head, 90210005);
        world.AsJob("prod");
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token) })
        {
            world.Git.Files.Variables[name] = value;
        }

        GateRun run = await new Gatekeeper(world.Host(), world.Repository(), world.Trail()).RunAsync(envelope, envelope.Plan, [], [], emergency: false, raised: null, requester: null, Stop);
        Assert.Empty(server.Problems);
        return run;
    }
}
