using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Audit;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.Delivery.Tests;

public sealed class AuditChainTests
{
    private static readonly ImmutableArray<AuditRecord> Records = Chain(40);
    private static readonly string Text = string.Concat(Records.Select(AuditJson.Write));
    private static readonly AuditAnchor Anchor = new(Records.Length, Records[^1].Hash);

    [Fact]
    public void A_whole_chain_has_no_fault_and_ends_in_its_anchor()
    {
        AuditChain chain = Read(Text, Anchor);

        Assert.Null(chain.Fault);
        Assert.Equal(Records.Select(AuditJson.Write), chain.Records.Select(AuditJson.Write));
        Assert.Equal(Anchor, chain.Anchor);
        Assert.Equal(Anchor, AuditAnchor.Parse(Anchor.ToString()));
    }

    [Fact]
    public void Any_edit_deletion_swap_or_cut_is_found()
    {
        string[] lines = [.. Records.Select(AuditJson.Write)];
        Gen<string> edited =
            from at in Gen.Choose(0, Text.Length - 1)
            from character in Gen.Choose(32, 126)
            select Text[..at] + (char)character + Text[(at + 1)..];
        Gen<string> deleted = from at in Gen.Choose(0, lines.Length - 1) select string.Concat(lines.Where((_, i) => i != at));
        Gen<string> swapped =
            from a in Gen.Choose(0, lines.Length - 1)
            from b in Gen.Choose(0, lines.Length - 1)
            select string.Concat(lines.Select((l, i) => i == a ? lines[b] : i == b ? lines[a] : l));
        Gen<string> cut = from length in Gen.Choose(0, Text.Length - 1) select Text[..length];
        Gen<string> repeated = from at in Gen.Choose(0, lines.Length - 1) select string.Concat(lines.Take(at + 1).Concat(lines.Skip(at)));

        Prop.ForAll(Gen.OneOf(edited, deleted, swapped, cut, repeated).ToArbitrary(), text => text == Text || Read(text, Anchor).Fault is not null)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(10_000));
    }

    // Whoever may write the record may hash it as well: what is no record of ours is refused although its hash is right.
    [Theory]
    [InlineData("\"actor\":\"asha\",", "\"actor\":\"asha\",\"actor\":\"ravi\",")]
    [InlineData("\"actor\":\"asha\",", "\"actor\":\"asha\",\"extra\":1,")]
    [InlineData("\"actor\":\"asha\",", "")]
    [InlineData("\"actor\":\"asha\",", "\"actor\":null,")]
    [InlineData("\"phase\":\"end\"", "\"phase\":\"later\"")]
    [InlineData("infra.audit/v1", "infra.audit/v2")]
    [InlineData("\"duration_seconds\":61", "\"duration_seconds\":\"61\"")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":\"PASSED\",\"RBI\":\"FAILED\"")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":\"PASSED\",\"\\u0052BI\":\"FAILED\"")]
    [InlineData("\"PCI DSS\":\"VERIFIED\",\"RBI\":\"PASSED\"", "\"RBI\":\"PASSED\",\"PCI DSS\":\"VERIFIED\"")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":1")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":null")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":{}")]
    [InlineData("\"RBI\":\"PASSED\"", "\"RBI\":\"\\ud800\"")]
    [InlineData("\"RBI\":\"PASSED\"", "\"\\ud800\":\"PASSED\"")]
    [InlineData("\"action\":\"up\"", "\"action\": \"up\"")]
    [InlineData("\"action\":\"up\"", "\"action\":\"\\q\"")]
    [InlineData("\"action\":\"up\"", "\"action\":\"u\tp\"")]
    [InlineData("\"sequence\":1", "\"sequence\":01")]
    [InlineData("\"sequence\":1", "\"sequence\":+1")]
    [InlineData("\"sequence\":1", "\"sequence\":1e0")]
    [InlineData("\"sequence\":1", "\"sequence\":99999999999999999999")]
    [InlineData("\"duration_seconds\":61", "\"duration_seconds\":-61")]
    [InlineData("\"timestamp\":\"2026-", "\"timestamp\":\"2026/")]
    [InlineData("\"timestamp\":\"2026-", "\"timestamp\":\"2026-0")]
    [InlineData("\"timestamp\":\"2026-", "\"timestamp\":\"0000-")]
    [InlineData("\"approvals\":[{", "\"approvals\":[,{")]
    [InlineData("\"approvals\":[{", "\"approvals\":[{},{")]
    [InlineData("\"affected_services\":[", "\"affected_services\":[1,")]
    [InlineData("\"affected_services\":[\"payments\",", "\"affected_services\":[\"payments\",,")]
    [InlineData("\"affected_services\":[\"payments\",", "\"affected_services\":[\"payments\"")]
    [InlineData("\"rollback_plan\":\"", "\"rollback_plan\":\"\\\\\"x\"")]
    [InlineData("\"verdicts\":{", "\"verdicts\":{{")]
    [InlineData("\"verdicts\":{", "\"verdicts\":[")]
    public void A_line_of_another_form_is_no_record_although_its_hash_is_right(string part, string other)
    {
        string line = AuditJson.Write(Records[0]);
        Assert.Contains(part, line, StringComparison.Ordinal);
        string content = line[..line.LastIndexOf(",\"hash\":", StringComparison.Ordinal)].Replace(part, other, StringComparison.Ordinal) + "}";
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

        Assert.Equal("record 1: it is not an audit record", Read($"{content[..^1]},\"hash\":\"sha256:{hash}\"}}\n").Fault);
    }

    // In UTF-8 the last two stand the other way round than in ordinal order.
    [Fact]
    public void Maps_of_any_text_are_read_back_in_ordinal_order()
    {
        ImmutableSortedDictionary<string, string> verdicts = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal, new[] { "", "\"quoted\"", "A", "a\u0001", "\u00e9", "\U0001f600", "\uff5e" }.Select(n => KeyValuePair.Create(n, $"{n} passed")));
        AuditRecord record = new(1, AuditRecord.NoPrevious, Records[0].Entry with { Verdicts = verdicts });

        AuditChain chain = Read(AuditJson.Write(record));

        Assert.Null(chain.Fault);
        Assert.Equal(verdicts, chain.Records[0].Entry.Verdicts);
        Assert.Equal(AuditJson.Write(record), AuditJson.Write(chain.Records[0]));
    }

    [Fact]
    public void Any_text_in_any_field_is_read_back_as_it_was_written()
    {
        Gen<string> texts = Gen.Elements("", "a", "\"", "\\", "\\\"", "\u0001", "\n", "/", "\u007f", "\u00e9", "\u202e", "\U0001f600", "\"},{", ",\"verdicts\":{").ListOf().Select(parts => string.Concat(parts));

        Prop.ForAll(texts.Four().ToArbitrary(), text =>
        {
            var (a, b, c, d) = text;
            AuditEntry entry = Records[0].Entry with
            {
                DeploymentId = a, Actor = b, GitCommit = c, Outcome = d, Approvals = [new(a, b, Sample.Now), new(c, d, Sample.Now)], AffectedServices = [a, b], RollbackPlan = c,
                BusinessJustification = d, RiskAssessment = a, Verdicts = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).SetItem(b, c).SetItem(d, a),
            };
            AuditRecord record = new(1, AuditRecord.NoPrevious, entry);
            AuditChain chain = Read(AuditJson.Write(record));
            AuditEntry read = chain.Records.Single().Entry;
            return chain.Fault is null && read.Approvals.SequenceEqual(entry.Approvals) && read.AffectedServices.SequenceEqual(entry.AffectedServices) && read.HasVerdict(b)
                && AuditJson.Write(record) == AuditJson.Write(new AuditRecord(1, AuditRecord.NoPrevious, read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));
    }

    [Fact]
    public void A_verdict_is_found_by_its_name_and_not_by_a_text_that_looks_like_it()
    {
        AuditEntry entry = Records[0].Entry with { BusinessJustification = "\"Emergency\":", Verdicts = ImmutableSortedDictionary<string, string>.Empty.Add("FreezeClear", "\"Emergency\":") };
        AuditChain chain = Read(AuditJson.Write(new AuditRecord(1, AuditRecord.NoPrevious, entry)));

        Assert.True(chain.Records[0].Entry.HasVerdict("FreezeClear"));
        Assert.False(chain.Records[0].Entry.HasVerdict("Emergency"));
        Assert.False(chain.Records[0].Entry.HasVerdict("Freeze"));
    }

    [Fact]
    public void The_first_broken_record_is_named()
    {
        string[] lines = [.. Records.Select(AuditJson.Write)];
        string Without(int index) => string.Concat(lines.Where((_, i) => i != index));

        Assert.Equal("record 3: its hash is not that of its content", Read(string.Concat(lines.Select((l, i) => i == 2 ? l.Replace("\"actor\":\"asha\"", "\"actor\":\"ravi\"", StringComparison.Ordinal) : l))).Fault);
        Assert.Equal("record 3 is missing: number 4 stands in its place", Read(Without(2)).Fault);
        Assert.Equal("the end was cut off: record 40 was anchored, and there are 39", Read(Without(39), Anchor).Fault);
        Assert.Equal("record 40 is cut off in its line", Read(Text[..^1], Anchor).Fault);
        Assert.Equal("record 1: it is not an audit record", Read("{}\n").Fault);
    }

    [Fact]
    public void A_chain_that_was_written_anew_does_not_hold_the_anchor()
    {
        ImmutableArray<AuditRecord> forged = Chain(40, actor: "ravi");

        Assert.Equal("record 40 is not the one that was anchored", Read(string.Concat(forged.Select(AuditJson.Write)), Anchor).Fault);
    }

    [Fact]
    public void A_record_holds_the_fields_that_auditors_ask_for()
    {
        string line = AuditJson.Write(Records[1]);

        Assert.Equal(Approved("AuditRecord.jsonl"), line);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("x:sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("-1:sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1:sha256:000000000000000000000000000000000000000000000000000000000000000g")]
    public void What_is_no_anchor_is_refused(string text) =>
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<InfraException>(() => AuditAnchor.Parse(text)).Kind);

    private static AuditChain Read(string text, AuditAnchor? anchor = null) => AuditChain.Read(Encoding.UTF8.GetBytes(text)).Anchored(anchor);

    internal static AuditEntry Entry(int number, string actor = "asha") => new()
    {
        DeploymentId = number.ToString("x32", CultureInfo.InvariantCulture),
        Timestamp = Sample.Now.AddMinutes(number),
        Phase = number % 2 == 0 ? AuditPhase.Begin : AuditPhase.End,
        Action = "up",
        DeploymentTarget = "prod",
        Actor = actor,
        Backend = "local",
        GitCommit = new string('a', 40),
        Envelope = Sample.Envelope.Digest,
        Approvals = [new("meera", "security_team", Sample.Now), new("ravi", "platform_team", Sample.Now.AddSeconds(1))],
        AffectedServices = ["payments", "wallet \"é\u202e\u001b[31m"],
        RollbackPlan = "re-apply release 8b7a6c5d",
        BusinessJustification = "more nodes before Diwali",
        RiskAssessment = "42 medium",
        ComplianceVerification = ImmutableSortedDictionary<string, string>.Empty.Add("RBI", "PASSED").Add("PCI DSS", "VERIFIED"),
        Verdicts = ImmutableSortedDictionary<string, string>.Empty.Add("FreezeClear", "passed"),
        Outcome = number % 2 == 0 ? null : "succeeded",
        DurationSeconds = number % 2 == 0 ? null : 61,
    };

    internal static ImmutableArray<AuditRecord> Chain(int count, string actor = "asha")
    {
        var records = ImmutableArray.CreateBuilder<AuditRecord>();
        for (int i = 1; i <= count; i++)
        {
            records.Add(new AuditRecord(i, records.Count == 0 ? AuditRecord.NoPrevious : records[^1].Hash, Entry(i, actor)));
        }

        return records.ToImmutable();
    }

    private static string Approved(string name)
    {
        string path = Path.Combine(Repository.Root, "tests", "Delivery.Tests", "Audit", name);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") is "1")
        {
            File.WriteAllText(path, AuditJson.Write(Records[1]), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return File.ReadAllText(path);
    }
}
