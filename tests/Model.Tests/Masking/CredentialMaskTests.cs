using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Masking;

namespace Infra.Model.Tests.Masking;

/// <summary>What other programs say is shown without credentials: known ones in every form, and what has the form of one. All values here were made up.</summary>
public sealed class CredentialMaskTests
{
    private const string Credential = "p/lanted+credential=é\"1";

    private static readonly CredentialMask Known = new(Credential);
    private static readonly CredentialMask Unknowing = new();

    public static TheoryData<string> Forms =>
    [
        Credential,
        Credential.ToUpperInvariant(),
        Uri.EscapeDataString(Credential),
        JsonEncodedText.Encode(Credential).ToString(),
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_known_credential_is_taken_out_in_every_form(string form) =>
        Assert.Equal("server said: ***, and *** again", Known.Apply($"server said: {form}, and {form} again"));

    [Fact]
    public void A_known_credential_is_taken_out_of_Base64_wherever_it_stands_in_what_was_encoded() =>
        Prop.ForAll(
            Gen.Choose(0, 12).ToArbitrary(), Gen.Choose(0, 12).ToArbitrary(), (before, after) =>
            {
                string plain = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('u', before) + Credential + new string('x', after)));
                foreach (string encoded in (string[])[plain, plain.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(plain)])
                {
                    string shown = Known.Apply($"got {encoded}.");

                    Assert.Contains("***", shown, StringComparison.Ordinal);
                    Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Credential))[4..16], shown, StringComparison.Ordinal);
                    Assert.StartsWith("got ", shown, StringComparison.Ordinal);
                }
            }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData("https://asha:" + "hunter2@github.com/setu/infra.git", "https://***@github.com/setu/infra.git")]
    [InlineData("ssh://git@github.com/setu/infra.git", "ssh://***@github.com/setu/infra.git")]
    [InlineData("https://a@b:c@github.com/x", "https://***@github.com/x")]
    [InlineData("https://github.com/setu/infra@main", "https://github.com/setu/infra@main")]
    [InlineData("write to asha@setu-retail.example", "write to asha@setu-retail.example")]
    public void Who_signs_in_is_taken_out_of_an_address_and_nothing_else_is(string text, string shown) => Assert.Equal(shown, Unknowing.Apply(text));

    [Theory]
    [InlineData("Authorization: Basic YXNoYTpodW50ZXIy", "Authorization: ***")]
    [InlineData("> authorization: hunter2 is wrong", "> authorization: *** is wrong")]
    [InlineData("{\"Authorization\": \"Bearer abc\", \"accept\": \"*/*\"}", "{\"Authorization\": \"***\", \"accept\": \"*/*\"}")]
    [InlineData("{\\\"authorization\\\":\\\"token abc\\\"}", "{\\\"authorization\\\":\\\"***\\\"}")]
    [InlineData("sent Bearer abcdefghijklmnop0123 to it", "sent Bearer *** to it")]
    [InlineData("token ghs_0123456789abcdef", "token ***")]
    [InlineData("the token is wrong, basic authentication failed", "the token is wrong, basic authentication failed")]
    public void What_stands_where_a_credential_stands_is_taken_out(string text, string shown) => Assert.Equal(shown, Unknowing.Apply(text));

    [Fact]
    public void What_is_too_short_to_be_a_credential_hides_nothing() => Assert.Equal("error in line 5", new CredentialMask("error", "", "5").Apply("error in line 5"));

    [Fact]
    public void Masking_twice_is_masking_once() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<NonNull<string>>(), (before, after) =>
        {
            string once = Known.Apply($"{before.Get} Authorization: {Credential} https://u:{Credential}@h {after.Get}");

            Assert.DoesNotContain(Credential, once, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(once, Known.Apply(once));
        }).Check(Config.QuickThrowOnFailure);

    [Fact]
    public void Of_two_credentials_the_one_inside_the_other_leaves_no_rest() =>
        Assert.Equal("*** and ***", new CredentialMask("abcdefgh", "abcdefghijkl").Apply("abcdefghijkl and abcdefgh"));
}
