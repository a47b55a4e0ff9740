namespace MindBot.WebFront.Doctor;

/// <summary>Addresses as they may be printed: one may carry a password.</summary>
internal static class Shown
{
    public static string Address(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
}
