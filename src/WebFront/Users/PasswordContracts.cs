using System.ComponentModel.DataAnnotations;

namespace MindBot.WebFront.Users;

public sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

public sealed record ForgotPasswordRequest(string? Email);

/// <param name="Message">The same whether there is an account with this address or not.</param>
public sealed record ForgotPasswordAnswer([property: AllowedValues("accepted")] string Status, string Message);

/// <param name="Token">From the link in the mail.</param>
public sealed record ResetPasswordRequest(string? Token, string? NewPassword);

public sealed record ResetPasswordAnswer([property: AllowedValues("password_changed")] string Status);

public sealed record SignedOut([property: AllowedValues("signed_out")] string Status);

/// <param name="ForfeitBalance">Required when there are minutes left: they are gone with the account.</param>
public sealed record DeleteAccountRequest(string? Password, bool? ForfeitBalance = null);

public sealed record DeletedAccount([property: AllowedValues("deleted")] string Status);
