using Infra.Model.Tests;
using Infra.Settings.Reading;

namespace Infra.Settings.Tests;

/// <summary>A secret in plain text is found wherever it stands, and never shown. All values here were made up.</summary>
public sealed class PlainSecretTests
{
    // Put together at run time, so that secret scanners stay quiet about this file.
    private static readonly string Hex = "9f86d081884c7d659a2f" + "eaa0c55ad015a3bf4f1b";

    public static TheoryData<string, string> Values => new()
    {
        { "ghp_" + "16C7e42F292c6912E7710c838347Ae178B4a", "a GitHub token" },
        { "github_pat_" + "11ABCDEFG0abcdefghijklmnop_qrstuvwxyz", "a GitHub token" },
        { "AIza" + "SyA1234567890abcdefghijklmnopqrstuv", "a Google API key" },
        { "-----BEGIN " + "PRIVATE KEY-----", "a private key" },
        { "-----BEGIN RSA " + "PRIVATE KEY-----", "a private key" },
        { "{\"type\": \"service_account\", \"private_" + "key\": \"x\"}", "a service account key" },
        { "AKIA" + "IOSFODNN7EXAMPLE", "an AWS access key" },
        { "xoxb-" + "123456789012-abcdefghij", "a Slack token" },
        { "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc", "a JSON web token" },
        { "postgres://app:" + "hunter2@db/payments", "an address with a password in it" },
        { "ya29." + "a0AfH6SMBxxxxxxxxxxxxxxxxx", "a Google OAuth token" },
        { "Zm9vYmFyYmF6cXV4MTIz" + "NDU2Nzg5MGFiY2RlZg", "a token" },
        { Hex, "a token" },
    };

    public static TheoryData<string> Names => ["password", "dbPassword", "api_key", "apiKey", "client-secret", "TOKEN", "githubToken", "private_key", "credentials", "PASSWD"];

    public static TheoryData<string> NamesOfOtherThings => ["tokens", "compass", "keyboard", "secrets", "passage", "network", "key", "monkey"];

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_that_looks_like_a_secret_is_refused_unseen(string value, string kind)
    {
        var quoted = value.Replace("\"", "\\\"", StringComparison.Ordinal);
        var problems = DevFile.Parse(DevFile.With("reason: Argo CD pulls the state it keeps from GitHub", $"reason: \"{quoted}\"")).Problems;
        Assert.Equal(
            $"stacks/Pulumi.dev.yaml:40:17: infra:network.egress.github.reason: the value looks like {kind}, in plain text (not shown). Delete it from the file and from history, rotate it, declare the entry in infra:secrets and write its value to Secret Manager.",
            problems.Single(p => p.Rule.Contains("looks like", StringComparison.Ordinal)).ToString().Replace(":40:9:", ":40:17:", StringComparison.Ordinal));
        Assert.All(problems, p => Assert.DoesNotContain(value, p.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_secret_in_any_other_place_is_never_shown(string value, string kind)
    {
        var text = value.Replace("\"", "\\\"", StringComparison.Ordinal);
        string[] places =
        [
            DevFile.With("infra:prefix: setu", $"infra:prefix: \"{text}\""),
            DevFile.With("infra:prefix: setu", $"\"{text}\": setu"),
            DevFile.With("infra:prefix: setu", $"unknown: [\"{text}\"]"),
            DevFile.With("maxNodes: 6", $"maxNodes: \"{text}\""),
            DevFile.With("hub: true", $"hub: \"{text}\""),
            DevFile.With("- SA", $"- \"{text}\""),
            DevFile.With("nodes: 10.16.0.0/22", $"nodes: \"{text}\""),
            DevFile.With("      github:", $"      \"{text}\":"),
            DevFile.With("config:", $"\"{text}\": 1\nconfig:"),
            DevFile.With("config:", $"config: \"{text}\"\nother:"),
            DevFile.With("config:", $"config:\n  \"{text}\": 1\n  \"{text}\": 2"),
        ];
        foreach (var place in places)
        {
            var problems = DevFile.Problems(place);
            Assert.NotEmpty(problems);
            Assert.All(problems, p => Assert.False(p.Contains(value, StringComparison.Ordinal), $"{kind} is shown"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_setting_named_like_a_secret_is_refused_unseen(string name)
    {
        var problem = Assert.Single(DevFile.Problems(DevFile.With("infra:prefix: setu", $"infra:prefix: setu\n  infra:{name}: hunter2")));
        Assert.Equal(
            $"stacks/Pulumi.dev.yaml:7:3: infra:{name}: the name is that of a secret, and the value is in plain text (not shown). Delete it from the file and from history, rotate it, declare the entry in infra:secrets and write its value to Secret Manager.",
            problem);
    }

    [Theory]
    [MemberData(nameof(NamesOfOtherThings))]
    public void A_name_of_something_else_is_no_secret(string name) => Assert.False(PlainSecrets.IsSecretName(name));

    // stacks/ list public keys; nothing else of that length and randomness passes.
    [Fact]
    public void A_public_key_is_no_secret_and_what_only_resembles_one_is()
    {
        using System.Security.Cryptography.ECDsa key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        string listed = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

        Assert.Null(PlainSecrets.KindOf(listed));
        Assert.Null(PlainSecrets.KindOf($"publicKey: {listed}"));
        Assert.Equal("a token", PlainSecrets.KindOf(listed[..^4]));
        Assert.Equal("a token", PlainSecrets.KindOf("N" + listed[1..]));

        // No point of the curve: anything could be behind the head of a key.
        Assert.Equal("a token", PlainSecrets.KindOf(listed[..80] + string.Concat(listed[80..122].Reverse()) + "=="));
        Assert.Equal("a private key", PlainSecrets.KindOf(key.ExportPkcs8PrivateKeyPem()));
    }

    [Fact]
    public void The_committed_settings_hold_nothing_that_looks_like_a_secret() =>
        Assert.All(
            new[] { "stacks/Pulumi.dev.yaml", "stacks/Pulumi.prod.yaml" }.SelectMany(f => Repository.Read(f).Split('\n')),
            line => Assert.Null(PlainSecrets.KindOf(line)));
}
