extension String {
    /// The text with full-width ASCII (`１`, `Ａ`, `（`) made half-width and all white space taken out: the form in
    /// which numbers that people typed or pasted are compared.
    var halfWidthWithoutSpaces: String {
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars where !scalar.properties.isWhitespace {
            if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
                result.append(narrow)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
