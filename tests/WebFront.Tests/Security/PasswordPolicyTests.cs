using MindBot.WebFront.Errors;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Tests.Security;

public sealed class PasswordPolicyTests
{
    private static readonly PasswordPolicy Policy = PasswordPolicy.Load();

    [Theory]
    [InlineData("secure_password")]
    [InlineData("correct horse")]
    [InlineData("zweiundvierzig")]
    [InlineData("        ")]
    [InlineData("пароль-пароль")]
    public void What_is_long_enough_is_taken_whatever_its_characters(string password) => Assert.Null(Policy.Check(password, "ada@example.com", "password"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("seven77")]
    [InlineData("12345678")]
    [InlineData("PassWord1")]
    [InlineData("qwertyuiop")]
    [InlineData("Ada.Lovelace@Example.com")]
    [InlineData("ada.lovelace")]
    public void What_one_would_guess_first_is_refused(string? password) =>
        Assert.Equal(ErrorCodes.InvalidPassword, Policy.Check(password, "ada.lovelace@example.com", "password")?.Code);

    [Fact]
    public void A_password_is_not_too_long_for_the_hasher()
    {
        Assert.Null(Policy.Check(new string('x', 150) + new string('y', 50), "ada@example.com", "password"));
        Assert.NotNull(Policy.Check(new string('x', 150) + new string('y', 51), "ada@example.com", "password"));
    }

    [Fact]
    public void The_list_has_nothing_that_other_rules_refuse_anyway_and_nothing_twice()
    {
        var list = Deploy.Repository.Read("src/WebFront/Security/common-passwords.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(list.Length, 500, 5000);
        Assert.Equal(list.Length, list.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(list, password => Assert.InRange(password.Length, 8, 200));
    }
}
