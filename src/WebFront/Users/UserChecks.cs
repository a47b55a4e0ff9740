using MindBot.Grains;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Users;

/// <summary>What an account's data must look like.</summary>
internal static class UserChecks
{
    private const int MaxEmailLength = 254;

    /// <summary>The most that a password may ever have had; new ones are for <see cref="Security.PasswordPolicy"/> to judge.</summary>
    private const int MaxGivenPasswordLength = 256;
    public const int MaxNameLength = 200;

    public static Refusal? Email(string? email)
    {
        var at = email?.IndexOf('@') ?? -1;
        return at > 0 && at < email!.Length - 1 && at == email.LastIndexOf('@') && email.Length <= MaxEmailLength
            && !email.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
            ? null
            : new Refusal(ErrorCodes.InvalidEmail, $"'email' must be an e-mail address of at most {MaxEmailLength} characters.");
    }

    /// <summary>One that is to be compared with the account's.</summary>
    public static Refusal? GivenPassword(string? password, string field = "password") => password is { Length: > 0 and <= MaxGivenPasswordLength }
        ? null
        : new Refusal(ErrorCodes.InvalidPassword, $"'{field}' is required, with at most {MaxGivenPasswordLength} characters.");

    public static Refusal? Name(string? name, string field) =>
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl)
            ? null
            : new Refusal(ErrorCodes.InvalidName, $"'{field}' must have 1 to {MaxNameLength} characters, without control characters.");
}
