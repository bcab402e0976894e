using System.Text;
using Infra.Attack.Tests.World;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.Records;

/// <summary>Records that anybody could have written decide nothing.</summary>
public sealed class ForgedRecordTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nobody")]
    [InlineData("stranger")]
    [InlineData("person")]
    [InlineData("copied signature")]
    public async Task A_forged_update_of_staging_lets_nothing_soak(string signedBy)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("dev");
        AuditRecord last = (await world.ChainAsync()).Records[^1];
        AuditEntry up = last.Entry with { DeploymentTarget = "staging", GitCommit = world.Head, Timestamp = world.Clock.Now.AddDays(-30) };
        AuditRecord forged = new(last.Sequence + 1, last.Hash, up) { Repository = last.Repository };
        using SigningKey stranger = SignedWorld.Stranger();
        using SigningKey asha = world.KeyOf("asha");
        EnvelopeSignature none = new(new string('0', 32), [.. new byte[64]]);
        EnvelopeSignature signature = signedBy switch
        {
            "nobody" => none,
            "stranger" => stranger.Sign(AuditRecord.Purpose, forged.Hash),
            "person" => asha.Sign(AuditRecord.Purpose, forged.Hash),
            _ => last.Signature!,
        };

        world.Write([.. world.Lines(), AuditJson.Write(forged with { Signature = signature }).TrimEnd('\n')]);

        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(1, chain.Passed);
        Assert.Equal(last.Hash, chain.Records[^1].Hash);
        Assert.DoesNotContain("staging", (await world.SoakAsync(world.Head)).Keys);
    }

    [Fact]
    public async Task A_record_that_an_older_program_wrote_unsigned_decides_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditEntry up = (await world.ChainAsync()).Records[0].Entry with { Action = "up", DeploymentTarget = "staging", GitCommit = world.Head };
        world.Write([.. world.Lines(), AuditJson.Write(new AuditRecord(1, AuditRecord.NoPrevious, up)).TrimEnd('\n')]);

        Assert.Equal(1, (await world.ChainAsync()).Passed);
        Assert.Empty(await world.SoakAsync(world.Head));
    }

    [Fact]
    public async Task A_record_of_another_repository_is_none_of_this_one()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord last = (await world.ChainAsync()).Records[^1];
        using SigningKey asha = world.KeyOf("asha");
        AuditRecord foreign = new(last.Sequence + 1, last.Hash, last.Entry with { Action = "override" }) { Repository = "99" };
        world.Write([.. world.Lines(), AuditJson.Write(foreign with { Signature = asha.Sign(AuditRecord.Purpose, foreign.Hash) }).TrimEnd('\n')]);

        AuditChain chain = await world.ChainAsync();
        Assert.Equal((null, 1, 1), (chain.Fault, chain.Records.Length, chain.Passed));
    }

    [Fact]
    public async Task A_signature_of_an_approval_or_an_envelope_signs_no_record()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord last = (await world.ChainAsync()).Records[^1];
        using SigningKey asha = world.KeyOf("asha");
        foreach (string purpose in (string[])[ApprovalRecord.Purpose, Envelope.Purpose, Evidence.Purpose])
        {
            AuditRecord replayed = new(last.Sequence + 1, last.Hash, last.Entry with { Action = "override" }) { Repository = last.Repository };
            world.Write([.. world.Lines(), AuditJson.Write(replayed with { Signature = asha.Sign(purpose, replayed.Hash) }).TrimEnd('\n')]);
        }

        AuditChain chain = await world.ChainAsync();
        Assert.Equal((null, 1, 3), (chain.Fault, chain.Records.Length, chain.Passed));
    }

    [Fact]
    public async Task Lines_that_are_written_again_change_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        await world.ApplyAsync("staging");
        string before = string.Join('\n', (await world.ChainAsync()).Records.Select(r => r.Hash));
        string[] lines = world.Lines();
        world.Write([.. lines, .. lines.Reverse(), lines[0]]);

        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(before, string.Join('\n', chain.Records.Select(r => r.Hash)));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("{}")]
    [InlineData("{\"schema\":\"infra.audit/v2\"}")]
    [InlineData("\u0000\u001e\u001f")]
    public async Task A_garbage_line_stops_no_deployment_and_is_counted(string garbage)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.Write([garbage, .. world.Lines(), garbage, new string('x', 1 << 20)]);
        await world.ApplyAsync("staging");

        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(3, chain.Passed);
        Assert.Equal(["bootstrap", "up", "up"], chain.Records.Select(r => r.Entry.Action));
        Assert.Contains("staging", (await world.SoakAsync(world.Head)).Keys);
    }

    [Fact]
    public async Task Soak_counts_from_the_time_of_the_bucket_whatever_the_clock_of_the_job_said()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.AsJob("staging");
        AuditTrail trail = world.Trail();
        _ = await trail.DoAsync(trail.Entry("up", "staging", "pulumi") with { GitCommit = world.Head }, () => Task.FromResult((0, "succeeded")), Stop);
        AuditRecord up = (await world.ChainAsync()).Records[^1];

        // The clock of the job was 30 days behind the bucket's.
        world.Clock.Now = world.Clock.Now.AddDays(30);
        foreach (string name in world.Google.Names.Where(n => n.StartsWith("staging/records/", StringComparison.Ordinal)))
        {
            world.Google.Put(name, Encoding.UTF8.GetBytes(world.Google.Text(name)));
        }

        Assert.Equal(("up", world.Clock.Now.AddDays(-30)), (up.Entry.Action, up.Entry.Timestamp));
        Assert.Equal(world.Clock.Now, (await world.SoakAsync(world.Head))["staging"]);
    }

    [Fact]
    public async Task A_record_ahead_of_the_buckets_time_is_refused_when_it_is_written()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.AsJob("staging");
        AuditTrail trail = world.Trail();
        AuditEntry ahead = trail.Entry("up", "staging", "pulumi") with { Timestamp = world.Clock.Now.AddMinutes(6) };

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => trail.DoAsync(ahead, () => Task.FromResult((0, "succeeded")), Stop));

        Assert.Equal("This machine's clock says 2026-10-20 04:36:00 UTC, and the audit bucket's 2026-10-20 04:30:00: a record is at most 5 minutes ahead. Set the clock. Nothing was done.", refused.Message);
        Assert.Single((await world.ChainAsync()).Records);
    }

    [Fact]
    public async Task A_record_ahead_of_the_buckets_time_is_passed_over_when_it_is_read()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditRecord last = (await world.ChainAsync()).Records[^1];
        using SigningKey asha = world.KeyOf("asha");
        AuditRecord ahead = new(1, last.Hash, last.Entry with { Action = "override", Timestamp = world.Clock.Now.AddHours(1) }) { Repository = last.Repository };
        world.Write([.. world.Lines(), AuditJson.Write(ahead with { Signature = asha.Sign(AuditRecord.Purpose, ahead.Hash) }).TrimEnd('\n')]);

        AuditChain chain = await world.ChainAsync();
        Assert.Equal((null, 1, 1), (chain.Fault, chain.Records.Length, chain.Passed));
    }

    [Theory]
    [InlineData("prod", "staging")]
    [InlineData("staging", "prod")]
    [InlineData("dev", "prod")]
    public async Task The_job_of_one_environment_records_no_update_of_another(string job, string environment)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.AsJob(job);
        AuditTrail trail = world.Trail();

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => trail.DoAsync(trail.Entry("up", environment, "pulumi"), () => Task.FromResult((0, "succeeded")), Stop));

        Assert.Contains("is not trusted with a record of 'up' of " + environment, refused.Message, StringComparison.Ordinal);
        Assert.Single((await world.ChainAsync()).Records);
    }

    [Fact]
    public async Task A_person_without_the_identity_of_an_environment_gets_nothing_signed_by_its_key()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditTrail trail = world.Trail();

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => trail.DoAsync(trail.Entry("up", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop));

        Assert.Equal(ErrorKind.Authentication, refused.Kind);
        Assert.Contains("Permission 'cloudkms.cryptoKeyVersions.useToSign' denied", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_names_another_environment_writes_nothing_below_its_name()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        world.AsJob("dev");
        world.Git.Files.Variables["INFRA_APPLIES"] = "prod";
        AuditTrail trail = world.Trail();

        _ = await Assert.ThrowsAsync<InfraException>(() => trail.DoAsync(trail.Entry("up", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop));

        Assert.DoesNotContain(world.Google.Names, n => n.StartsWith("prod/", StringComparison.Ordinal));
    }
}
