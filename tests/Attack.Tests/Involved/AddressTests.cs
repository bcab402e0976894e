using Infra.Delivery.Approvals;
using Infra.Model.Commits;

namespace Infra.Attack.Tests.Involved;

/// <summary>Class 7: whoever wrote a change approves it by writing their address another way.</summary>
public sealed class AddressTests
{
    private static readonly ApprovalPerson Asha = new("asha", "90210001", ["asha@setu-retail.example", "asha@münchen.example"], []);

    [Theory]
    [InlineData("asha@setu-retail.example")]
    [InlineData("ASHA@Setu-Retail.Example")]
    [InlineData("asha+work@setu-retail.example")]
    [InlineData("Asha+a+b@SETU-RETAIL.EXAMPLE")]
    [InlineData(" asha@setu-retail.example ")]
    [InlineData("<asha@setu-retail.example>")]
    [InlineData("\"asha\"@setu-retail.example")]
    [InlineData("asha@setu-retail.example.")]
    [InlineData("as\u200bha@setu-retail.example")]
    [InlineData("asha@setu\u00ad-retail.example")]
    [InlineData("asha\u202e@setu-retail.example")]
    [InlineData("asha\uff20setu-retail.example")]
    [InlineData("\uff41sha@setu-retail\uff0eexample")]
    [InlineData("asha@setu-retail\u3002example")]
    [InlineData("asha@xn--mnchen-3ya.example")]
    [InlineData("asha@MÜNCHEN.example")]
    [InlineData("90210001+asha@users.noreply.github.com")]
    [InlineData("90210001+whatever-else@users.noreply.github.com")]
    [InlineData("090210001+asha@users.noreply.github.com")]
    [InlineData("90210001+ASHA@Users.NoReply.GitHub.Com")]
    [InlineData("90210001+asha@users.noreply.github.company.example")]
    [InlineData("90210001")]
    [InlineData("Asha")]
    public void No_spelling_of_an_address_makes_its_owner_somebody_else(string written) => Assert.True(Asha.IsNamed(written));

    [Theory]
    [InlineData("ashaa@setu-retail.example")]
    [InlineData("a.sha@setu-retail.example")]
    [InlineData("asha@setu-retail.example.org")]
    [InlineData("902100011+asha@users.noreply.github.com")]
    [InlineData("+90210001@users.noreply.github.com")]
    [InlineData("")]
    [InlineData("@")]
    public void Nobody_is_kept_from_approving_by_an_address_that_is_not_theirs(string written) => Assert.False(Asha.IsNamed(written));

    [Theory]
    [InlineData("x\n\nCo-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\nCO-AUTHORED-BY: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\nCo-authored-by : Asha <asha@setu-retail.example>")]
    [InlineData("x\n\n  Co-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\n\u00a0Co-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\nCo-authored-by: Asha <asha@setu-retail.example> <nobody@elsewhere.example>")]
    [InlineData("x\n\nCo-authored-by: Asha <nobody@elsewhere.example> <asha@setu-retail.example>")]
    [InlineData("x\n\nCo-authored-by: asha@setu-retail.example")]
    [InlineData("x\n\nCo-authored-by: asha@setu-retail.example, nobody@elsewhere.example")]
    [InlineData("x\n\nCo-authored-by: Asha <asha@setu-retail.example")]
    [InlineData("x\n\nCo-authored-by: Asha <asha@setu-retail.example>> (the real one)")]
    [InlineData("x\n\nCo-authored-by: Asha\n  <asha@setu-retail.example>")]
    [InlineData("x\n\nCo-authored-by:\n asha\n")]
    [InlineData("x\rCo-authored-by: Asha <asha@setu-retail.example>\r")]
    [InlineData("x\u2028Co-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\vCo-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\u001eCo-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("Co-authored-by: Asha <asha@setu-retail.example>\n\nand more text behind it")]
    [InlineData("x\n\nCo\u200b-authored-by: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\nCo\u2011authored\u2011by: Asha <asha@setu-retail.example>")]
    [InlineData("x\n\nCo-authored-by: Asha <90210001+asha@users.noreply.github.com>")]
    public void No_form_of_a_trailer_hides_a_second_author(string message) => Assert.Contains(CoAuthors.Of(message), Asha.IsNamed);

    [Theory]
    [InlineData("Reviewed-by: Asha <asha@setu-retail.example>")]
    [InlineData("asha@setu-retail.example asked for it")]
    [InlineData("see Co-authored-by, which Asha <asha@setu-retail.example> wrote about")]
    [InlineData("")]
    public void Who_is_only_mentioned_took_no_part(string message) => Assert.Empty(CoAuthors.Of(message));

    [Fact]
    public void A_trailer_of_a_million_characters_is_read_as_fast_as_any()
    {
        string[] found = [.. CoAuthors.Of($"x\n\nCo-authored-by: {new string('<', 1_000_000)}asha@setu-retail.example{new string('>', 1_000_000)}")];

        Assert.Equal(["asha@setu-retail.example"], found);
    }
}
