using Infra.Attack.Tests.World;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Recording;

namespace Infra.Attack.Tests.Approvals;

/// <summary>Approvals that were taken back stay taken back, and those of elsewhere count nowhere.</summary>
public sealed class ApprovalChainTests
{
    private const string Digest = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_revoked_approval_does_not_come_back_when_the_branch_is_moved_back()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        ApprovalRecord approval = await SayAsync(world, ApprovalRecordKind.Approve);
        string[] before = world.Lines("approvals");
        _ = await SayAsync(world, ApprovalRecordKind.Revoke, approval.Id);
        Assert.Equal(2, (await LedgerAsync(world)).Length);
        world.Write(before, "approvals");

        Assert.Equal(
            "The record of approvals is broken: record 1 is missing, and it is known that there was one: the end was cut off or written anew. No approval counts, and everything that needs one stays blocked. docs/gates.md says what to do.",
            (await Assert.ThrowsAsync<InfraException>(() => LedgerAsync(world))).Message);
    }

    [Fact]
    public async Task A_branch_of_approvals_that_was_deleted_closes()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        _ = await SayAsync(world, ApprovalRecordKind.Approve);
        world.Git.Git("--git-dir", world.Remote, "update-ref", "-d", "refs/heads/infra/approvals");

        Assert.Contains("record 0 is missing", (await Assert.ThrowsAsync<InfraException>(() => LedgerAsync(world))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moving_both_branches_back_is_seen_because_a_job_has_copied_the_audit_record()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        ApprovalRecord approval = await SayAsync(world, ApprovalRecordKind.Approve);
        (string[] audit, string[] approvals) = (world.Lines(), world.Lines("approvals"));
        _ = await SayAsync(world, ApprovalRecordKind.Revoke, approval.Id);
        await world.ApplyAsync("staging");
        world.Write(audit);
        world.Write(approvals, "approvals");

        Assert.Contains("The audit record is broken: record 6 is missing", (await Assert.ThrowsAsync<InfraException>(() => LedgerAsync(world))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsigned")]
    [InlineData("stranger")]
    [InlineData("somebody else")]
    [InlineData("another repository")]
    [InlineData("without a place")]
    public async Task An_approval_that_its_person_did_not_sign_for_this_place_is_none(string forgery)
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        ApprovalRecord approval = await SayAsync(world, ApprovalRecordKind.Approve);
        using SigningKey stranger = SignedWorld.Stranger();
        using SigningKey asha = world.KeyOf("asha");
        ApprovalPlace next = approval.Place! with { Sequence = 1, Previous = approval.LineHash };
        ApprovalRecord vikram = approval with { Person = "vikram", Role = "cto", Place = next };
        ApprovalRecord forged = forgery switch
        {
            "unsigned" => vikram with { Signature = null },
            "stranger" => vikram.SignedBy(stranger),
            "somebody else" => vikram.SignedBy(asha),
            "another repository" => (approval with { Place = next with { Repository = "99" } }).SignedBy(asha),
            _ => (approval with { Place = null }).SignedBy(asha),
        };
        world.Write([.. world.Lines("approvals"), ApprovalJson.Write(forged).TrimEnd('\n')], "approvals");

        Assert.Equal([approval.LineHash], (await LedgerAsync(world)).Select(r => r.LineHash));
    }

    [Fact]
    public async Task A_cut_of_what_people_recorded_and_no_job_has_copied_is_seen_by_the_approvals()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        AuditTrail trail = world.Trail();
        _ = await trail.DoAsync(trail.Entry("override", "prod", "pulumi"), () => Task.FromResult((0, "succeeded")), Stop);
        _ = await SayAsync(world, ApprovalRecordKind.Approve);
        world.Write(world.Lines()[..2]);

        Assert.Null((await world.ChainAsync()).Fault);
        Assert.Contains("it knows audit record 3, which is not there any more", (await Assert.ThrowsAsync<InfraException>(() => LedgerAsync(world))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_of_a_revocation_whose_signature_was_broken_does_not_take_its_place()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        ApprovalRecord approval = await SayAsync(world, ApprovalRecordKind.Approve);
        ApprovalRecord revocation = await SayAsync(world, ApprovalRecordKind.Revoke, approval.Id);
        ApprovalRecord broken = revocation with { Signature = revocation.Signature! with { Value = [.. new byte[64]] } };
        world.Write([world.Lines("approvals")[0], ApprovalJson.Write(broken).TrimEnd('\n')], "approvals");

        Assert.Contains("record 1 is missing", (await Assert.ThrowsAsync<InfraException>(() => LedgerAsync(world))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_of_an_older_place_that_is_put_at_the_end_again_is_a_copy_and_no_second_one()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        ApprovalRecord approval = await SayAsync(world, ApprovalRecordKind.Approve);
        _ = await SayAsync(world, ApprovalRecordKind.Revoke, approval.Id);
        world.Write([.. world.Lines("approvals"), world.Lines("approvals")[0]], "approvals");

        Assert.Equal([ApprovalRecordKind.Approve, ApprovalRecordKind.Revoke], (await LedgerAsync(world)).Select(r => r.Kind));
    }

    [Fact]
    public async Task Garbage_among_approvals_stops_nothing()
    {
        using SignedWorld world = await SignedWorld.StartAsync();
        _ = await SayAsync(world, ApprovalRecordKind.Approve);
        world.Write(["garbage", .. world.Lines("approvals"), "{}", new string('x', 1 << 16)], "approvals");
        _ = await SayAsync(world, ApprovalRecordKind.Approve);

        Assert.Equal(2, (await LedgerAsync(world)).Length);
    }

    private static Task<System.Collections.Immutable.ImmutableArray<ApprovalRecord>> LedgerAsync(SignedWorld world) => world.Trail().Ledger.ReadAsync(Stop);

    private static Task<ApprovalRecord> SayAsync(SignedWorld world, ApprovalRecordKind kind, string? revokes = null)
    {
        world.As("asha");
        ApprovalSubject subject = new(Digest, "prod", "pulumi", Envelope: null);
        ApprovalRecord record = ApprovalWriting.Record(world.Host(), world.Repository(), world.Repository().Approvals(), subject, kind, "") with { Role = kind == ApprovalRecordKind.Approve ? "platform_team" : "", Revokes = revokes };
        return ApprovalWriting.AddAsync(world.Host(), world.Repository(), subject, record, kind == ApprovalRecordKind.Approve ? "approve" : "revoke", Stop);
    }
}
