using Infra.Model.Tests;
using Infra.Model.Values;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Settings.Tests;

public sealed class FoundationTests
{
    private const string Name = "stacks/dev/foundation.yaml";

    private static readonly Foundation Dev = Foundation.Of(StackName.Of("dev"), new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["project"] = "setu-dev-471203",
        ["projectNumber"] = "600768467241",
        ["stateBucket"] = "setu-seed-284517-dev-state",
        ["auditBucket"] = "setu-seed-284517-audit",
        ["auditKey"] = "projects/setu-seed-284517/locations/asia-south1/keyRings/setu-bootstrap-asia-south1-signing/cryptoKeys/dev-audit",
        ["secretsKey"] = "projects/setu-seed-284517/locations/asia-south1/keyRings/ring/cryptoKeys/dev-secrets",
        ["planAccount"] = "setu-dev-plan@setu-seed-284517.iam.gserviceaccount.com",
        ["applyAccount"] = "setu-dev-apply@setu-seed-284517.iam.gserviceaccount.com",
        ["identityProvider"] = "projects/866536064444/locations/global/workloadIdentityPools/github/providers/github",
    });

    private static readonly StackSettings Settings = DevFile.Parse(DevFile.Text).Settings!;

    [Fact]
    public void What_is_written_is_what_is_read()
    {
        Assert.True(FoundationFile.Parse(Name, Dev.ToYaml(), Settings).TryGet(out var read));
        Assert.Equal(Dev, read);
        Assert.Equal(Dev.ToYaml(), Repository.InTurkish(Dev.ToYaml));
    }

    [Fact]
    public void The_backend_and_the_secrets_provider_follow_from_it() =>
        Assert.Equal(
            ("gs://setu-seed-284517-dev-state", "gcpkms://projects/setu-seed-284517/locations/asia-south1/keyRings/ring/cryptoKeys/dev-secrets"),
            (Dev.BackendUrl, Dev.SecretsProvider));

    [Theory]
    [InlineData("stack: dev", "stack: prod", ":3:8: stack is \"prod\": this is the folder of dev. Move the file to the folder of its stack.")]
    [InlineData("infra.foundation/v1", "infra.foundation/v2", ":2:9: schema is \"infra.foundation/v2\": it must be one of infra.foundation/v1. Did you mean infra.foundation/v1?")]
    [InlineData("setu-dev-471203", "setu-dev-471204", ":4:10: project is \"setu-dev-471204\": stacks/Pulumi.dev.yaml has gcp:project setu-dev-471203, and bootstrap made another project for dev. Write the project of this file as gcp:project in stacks/Pulumi.dev.yaml, or run bootstrap again and commit what it writes.")]
    [InlineData("\"600768467241\"", "\"600768467242\"", ":5:16: projectNumber is \"600768467242\": stacks/Pulumi.dev.yaml has infra:projectNumber \"600768467241\", and Google Cloud gave the project of dev another number. Write the number of this file as infra:projectNumber in stacks/Pulumi.dev.yaml.")]
    [InlineData("stateBucket: setu-seed-284517-dev-state\n", "", ":2:1: stateBucket: this setting is missing. The bucket with its state. Write a bucket name such as setu-dev-471203-releases.")]
    public void A_foundation_that_does_not_match_is_refused_with_the_mend(string part, string other, string message)
    {
        var text = Dev.ToYaml();
        Assert.Contains(part, text, StringComparison.Ordinal);
        Assert.Equal([Name + message], FoundationFile.Parse(Name, text.Replace(part, other, StringComparison.Ordinal), Settings).Problems.Select(p => p.ToString()));
    }

    [Fact]
    public void A_secret_does_not_belong_here()
    {
        var problems = FoundationFile.Parse(Name, Dev.ToYaml() + "apiToken: hunter2-hunter2\n", Settings).Problems;
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.DoesNotContain("hunter2", p.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_that_bootstrap_did_not_give_is_named() =>
        Assert.StartsWith("bootstrap has no output project for dev", Assert.Throws<ArgumentException>(() => Foundation.Of(StackName.Of("dev"), new Dictionary<string, string>(StringComparer.Ordinal))).Message, StringComparison.Ordinal);
}
