using System.Text;
using Infra.Attack.Tests.World;
using Infra.Delivery.Envelopes;
using Infra.Pipeline.Sealing;

namespace Infra.Attack.Tests.Engine;

/// <summary>Whoever calls `pulumi up` past infra gets nothing registered, whatever they write into the variable.</summary>
public sealed class EnginePermitTests
{
    private const string Planned = ".infra/plan.json";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sha256:0", "cannot be read")]
    [InlineData("yes", "cannot be read")]
    [InlineData("stacks/delivery/gates.yaml", "is not an envelope as it was sealed")]
    public async Task A_variable_that_names_no_envelope_opens_nothing(string value, string expected)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Git.Files.Variables["INFRA_ENVELOPE"] = value;

        Assert.Contains(expected, await EnginePermit.RefusalAsync(world.Host(), "prod", isDryRun: false, Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another stack", "it is for the stack dev, not for prod")]
    [InlineData("another backend", "it is for the backend local")]
    [InlineData("another commit", "it was sealed at ")]
    [InlineData("expired", "it is good from ")]
    [InlineData("unsigned", "no key of stacks/delivery/gates.yaml vouches for it")]
    public async Task An_envelope_of_something_else_does_not_open_production(string what, string expected)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        string stack = what == "another stack" ? "dev" : "prod";
        Envelope envelope = await EnvelopeAsync(world, stack, what == "another backend" ? "local" : "pulumi");
        if (what == "another commit")
        {
            world.Git.Files.Write("NOTES", "later\n");
            _ = world.Git.CommitAsItIs("later");
        }

        if (what == "expired")
        {
            world.Clock.Now = envelope.ExpiresAt;
        }

        Assert.Contains(expected, await EnginePermit.RefusalAsync(world.Host(), "prod", isDryRun: false, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unsigned_envelope_of_this_stack_and_commit_opens_development_alone()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        _ = await EnvelopeAsync(world, "dev", "pulumi");

        Assert.Null(await EnginePermit.RefusalAsync(world.Host(), "dev", isDryRun: false, Stop));
    }

    private static async Task<Envelope> EnvelopeAsync(SignedWorld world, string stack, string backend)
    {
        world.Git.Files.Variables.Remove("INFRA_SIGNING_KEY");
        (string output, int exitCode) = await world.Git.Files.RunAsync(["preview", stack, "--seal", "--out", Planned]);
        Assert.True(exitCode == 0, output);
        Envelope envelope = EnvelopeJson.Read(Planned, Encoding.UTF8.GetBytes(world.Git.Files.Read(Planned)));
        envelope = envelope with { Plan = envelope.Plan with { Backend = backend } };
        world.Git.Files.Write(Planned, EnvelopeJson.Write(envelope));
        world.Git.Files.Variables["INFRA_ENVELOPE"] = Planned;
        return envelope;
    }
}
