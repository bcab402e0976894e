using System.Security.Cryptography;
using Infra.Model.Properties;
using Infra.Policy.Examples;
using Infra.Policy.Reports;
using Infra.Policy.Rules;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>Names that Google gives are no secrets, and a secret beside one stays one.</summary>
public sealed class PlainSecretTests
{
    private const string Token = "k3J9xQ2mZ7vB4nL8pR5tW1yC6dF0gH2s";

    [Theory]
    [InlineData("projects/setu-dev-471203/roles/argocdClusterConnect", true)]
    [InlineData("https://gke-efb4b46aa451dc5a69cd8c01915ac4b4-600768467241.asia-south1.gke.goog", true)]
    [InlineData($"projects/setu-dev-471203/{Token}", false)]
    [InlineData($"https://gke-efb4b46aa451dc5a69cd8c01915ac4b4-600768467241.asia-south1.gke.goog?{Token}", false)]
    [InlineData("gke-efb4b46aa451dc5a69cd8c01915ac4b4-600768467241.example.com", false)]
    public void A_name_of_Google_is_no_secret_and_hides_none(string text, bool passes)
    {
        Assert.Equal(passes, Passes("value", text));
    }

    [Fact]
    public void The_public_half_of_a_listed_key_is_no_secret_and_hides_none()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string published = Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());

        Assert.True(Passes("keys.first.publicKey", published));
        Assert.False(Passes("keys.first.publicKey", published + Token));
        Assert.False(Passes("keys.first.publicKey", Token));
        Assert.False(Passes("keys.first.publicKey", Convert.ToBase64String(key.ExportPkcs8PrivateKey())));
        Assert.False(Passes("keys.first.publicKey", Convert.ToBase64String(key.ExportECPrivateKey())));
    }

    private static bool Passes(string path, string text)
    {
        PropertyMap content = PropertyMap.Empty;
        foreach (string name in path.Split('.').Reverse())
        {
            content = PropertyMap.From([new(name, content.Count == 0 ? PropertyValue.Of(text) : PropertyValue.Of(content))]);
        }

        PolicyInput input = new(RuleExamples.Of(RuleCatalog.All[0]).Mended.Input.Environment, plan: null, [Subject.Of("stacks/delivery/approvals.yaml", content, _ => 1)]);
        return PolicyReport.Of(input, [new NoPlainSecrets()]).IsClean;
    }
}
