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
        Subject subject = Subject.Of("gitops/prod/a.yaml", PropertyMap.From([new("value", PropertyValue.Of(text))]), _ => 1);
        PolicyInput input = new(RuleExamples.Of(RuleCatalog.All[0]).Mended.Input.Environment, plan: null, [subject]);

        Assert.Equal(passes, PolicyReport.Of(input, [new NoPlainSecrets()]).IsClean);
    }
}
